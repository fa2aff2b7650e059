import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {withTables} from '../.ci/readme-tables.js';

const readme = readFileSync('README.md', 'utf8');

it('has the tables of the program (npm run readme writes them)', () => {
	expect(withTables(readme)).toBe(readme);
	expect(readme.match(/<!-- (\w+) -->/g)).toEqual([
		'<!-- options -->',
		'<!-- keys -->',
		'<!-- operations -->',
	]);
});

it('has its two commands in one block, a line each', () => {
	expect(readme).toContain('```sh\nnpm ci && npm start\nnpm ci && npm test\n```');
});
