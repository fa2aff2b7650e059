import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {inkMemory} from '../.ci/ink-memory.js';

interface Output {
	write(x: number, y: number, text: string, options: {transformers: readonly []}): void;
	clip(edges: {x1?: number; x2?: number; y1?: number; y2?: number}): void;
	unclip(): void;
	get(): {output: string; height: number};
}
type OutputClass = new (size: {width: number; height: number}) => Output;

const folder = mkdtempSync(join(tmpdir(), 'sluice-ink-'));

/** Ink's own drawing, bundled with or without what has it remember. */
async function drawing(name: string, plugins: Parameters<typeof build>[0]['plugins'] = []) {
	const outfile = join(folder, `${name}.mjs`);
	const entry = 'node_modules/ink/build/output.js';
	await build({entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', plugins});
	const {default: drawn}: {default: OutputClass} = await import(pathToFileURL(outfile).href);
	return drawn;
}

/** Words that a row may be made of: wide ones, joined ones, colours that stay open, links, and nothing. */
const words = [
	'plain',
	' ',
	'流れ',
	'🚀',
	'👩‍👩‍👧',
	'e\u0301',
	'\u200b',
	'✓▌│',
	'\x1b[32mgreen\x1b[39m',
	'\x1b[1m\x1b[38;5;78mbold\x1b[39m\x1b[22m',
	'\x1b[7mopen',
	'\x1b]8;;https://example.com\x07link\x1b]8;;\x07',
	'\n',
] as const;
const row = fc.array(fc.constantFrom(...words), {maxLength: 5}).map(parts => parts.join(''));
const write = fc.record({x: fc.integer({min: -2, max: 18}), y: fc.nat(5), text: row, narrow: fc.boolean()});
type Write = typeof write extends fc.Arbitrary<infer Value> ? Value : never;

it('draws with its memory what it draws without, frame by frame', async () => {
	try {
		const [plain, remembering] = [await drawing('plain'), await drawing('memory', [inkMemory])];
		const draw = (one: OutputClass, writes: readonly Write[]) => {
			const output = new one({width: 20, height: 6});
			for (const {x, y, text, narrow} of writes) {
				if (narrow) output.clip({x1: 1, x2: 9});
				output.write(x, y, text, {transformers: []});
				if (narrow) output.unclip();
			}
			return output.get();
		};
		fc.assert(
			fc.property(fc.array(fc.array(write, {maxLength: 6}), {maxLength: 6}), frames => {
				// What one frame has drawn must not show in the next.
				for (const frame of [...frames, ...frames])
					expect(draw(remembering, frame)).toEqual(draw(plain, frame));
			}),
			{numRuns: 500},
		);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
});
