// How the program is bundled: a launcher that any Node can parse, and split ESM chunks behind it.
import {build} from 'esbuild';
import {inkMemory} from './ink-memory.js';

// The second shows the cursor as the program ends, on stderr, even where that is a file: the screen has done so by then.
const stub = {
	name: 'left-out',
	setup(bundle) {
		bundle.onResolve({filter: /^(react-devtools-core|restore-cursor)$/}, ({path}) => ({
			path,
			namespace: 'stub',
		}));
		bundle.onLoad({filter: /.*/, namespace: 'stub'}, () => ({contents: 'export default () => {}'}));
	},
};

/** Bundles the file whose `main` the launcher calls, with the launcher, into a folder; resolves with esbuild's metafile. */
export async function bundle(main, outdir) {
	await build({
		entryPoints: {sluice: 'source/launcher.js'},
		outdir,
		format: 'esm',
		target: 'es2020',
		platform: 'node',
	});
	const {metafile} = await build({
		entryPoints: {main},
		outdir,
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
		plugins: [stub, inkMemory],
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
		},
		logLevel: 'warning',
	});
	return metafile;
}
