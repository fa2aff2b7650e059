// Bundles the program into dist/.
import {chmod, rm} from 'node:fs/promises';
import {bundle} from './bundle.js';

await rm('dist', {recursive: true, force: true});
const {outputs} = await bundle('source/main.ts', 'dist');
await chmod('dist/sluice.js', 0o755);
const bytes = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
console.log(`dist: ${Object.keys(outputs).length} files, ${Math.round(bytes / 1024)} kB`);
