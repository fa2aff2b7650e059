// Bundles the program into dist/.
import {chmod, rm, writeFile} from 'node:fs/promises';
import {bundle} from './bundle.js';
import {noticesOf} from './notices.js';

await rm('dist', {recursive: true, force: true});
const metafile = await bundle('source/main.ts', 'dist');
await writeFile('dist/notices.txt', noticesOf(metafile));
await chmod('dist/sluice.js', 0o755);
const outputs = Object.values(metafile.outputs);
const bytes = outputs.reduce((sum, output) => sum + output.bytes, 0);
console.log(`dist: ${outputs.length} files, ${Math.round(bytes / 1024)} kB`);
