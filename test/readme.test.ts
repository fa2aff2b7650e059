import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {withTables} from '../.ci/readme-tables.js';

const readme = readFileSync('README.md', 'utf8');

it('has the tables of the program (npm run readme writes them)', () => {
	expect(withTables(readme)).toBe(readme);
	expect(readme.match(/<!-- (\w+) -->/g)).toEqual([
		'<!-- options -->',
		'<!-- keys -->',
		'<!-- operations -->',
		'<!-- policy -->',
	]);
});

it('has its two commands in one block, a line each', () => {
	expect(readme).toContain('```sh\nnpm ci && npm start\nnpm ci && npm test\n```');
});

it('shows each picture that there is, small enough for a page', () => {
	const shown = [...readme.matchAll(/!\[[^\]]{20,}\]\((pictures\/[\w-]+\.svg)\)/g)].map(
		([, path]) => path ?? '',
	);
	expect(shown.toSorted()).toEqual(readdirSync('pictures').map(name => `pictures/${name}`));
	for (const path of shown) {
		const picture = readFileSync(path, 'utf8');
		expect(picture.length, path).toBeLessThan(60_000);
		expect(picture, path).toMatch(/^<svg [^>]*viewBox=.*<title>[^<]+<\/title>.*<\/svg>\n$/s);
	}
});

it('links to nothing in the repository that is not there', () => {
	const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
		(text ?? '')
			.toLowerCase()
			.replaceAll(/[^\w -]/g, '')
			.replaceAll(' ', '-'),
	);
	const targets = [...readme.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, target]) => target ?? '');
	expect(targets).not.toEqual([]);
	for (const target of targets)
		expect(target.startsWith('#') ? headings.includes(target.slice(1)) : existsSync(target), target).toBe(
			true,
		);
});
