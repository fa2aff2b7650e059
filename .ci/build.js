// Bundles the program into dist/: a launcher that any Node can parse, and split ESM chunks behind it.
import {chmod, rm} from 'node:fs/promises';
import {build} from 'esbuild';

const stub = {
	name: 'no-devtools',
	setup(bundle) {
		bundle.onResolve({filter: /^react-devtools-core$/}, () => ({
			path: 'react-devtools-core',
			namespace: 'stub',
		}));
		bundle.onLoad({filter: /.*/, namespace: 'stub'}, () => ({contents: 'export default {}'}));
	},
};

await rm('dist', {recursive: true, force: true});
await build({
	entryPoints: {sluice: 'source/launcher.js'},
	outdir: 'dist',
	format: 'esm',
	target: 'es2020',
	platform: 'node',
});
const {metafile} = await build({
	entryPoints: {main: 'source/cli.ts'},
	outdir: 'dist',
	bundle: true,
	splitting: true,
	minify: true,
	metafile: true,
	format: 'esm',
	target: 'node22',
	platform: 'node',
	mainFields: ['module', 'main'],
	chunkNames: 'chunks/[name]-[hash]',
	jsx: 'automatic',
	define: {'process.env.NODE_ENV': '"production"'},
	plugins: [stub],
	banner: {
		js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
	},
	logLevel: 'warning',
});
await chmod('dist/sluice.js', 0o755);
const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
console.log(`dist: ${Object.keys(metafile.outputs).length} files, ${Math.round(bytes / 1024)} kB`);
