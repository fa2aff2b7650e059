import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {parseCommandLine} from '../../source/command-line/parse.ts';
import {simulate} from '../../source/commands/simulate.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sluice-events-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

async function run(words: readonly string[], during: (url: string) => Promise<void> = async () => undefined) {
	const line = await parseCommandLine(['simulate', '--port', '0', ...words], '1.2.3');
	if (line.command !== 'simulate') throw new Error('no such line');
	const said: string[] = [];
	const complained: string[] = [];
	const ending = new AbortController();
	const code = simulate(
		line,
		text => said.push(text),
		text => complained.push(text),
		ending.signal,
	);
	const stop = async () => {
		await vi.waitFor(() => expect(said).not.toEqual([]));
		await during(said[0]?.replace('sluice simulate: ', '') ?? '');
		ending.abort();
	};
	await Promise.race([code, stop()]);
	return {code: await code, complained};
}

it('appends events to a file of the owner alone, each as a line', async () => {
	const path = join(folder, 'events.jsonl');
	const begin = (url: string) =>
		fetch(url, {
			method: 'POST',
			headers: {'x-amz-target': 'CodeBuild_20161006.CreateProject'},
			body: JSON.stringify({
				name: 'widgets',
				source: {type: 'NO_SOURCE', buildspec: 'version: 0.2'},
				artifacts: {type: 'NO_ARTIFACTS'},
				environment: {type: 'LINUX_CONTAINER', image: 'any', computeType: 'BUILD_GENERAL1_SMALL'},
				serviceRole: 'arn:aws:iam::123456789012:role/codebuild',
			}),
		}).then(() =>
			fetch(url, {
				method: 'POST',
				headers: {'x-amz-target': 'CodeBuild_20161006.StartBuild'},
				body: JSON.stringify({projectName: 'widgets'}),
			}),
		);
	for (const round of [1, 2]) {
		const {code} = await run(['--events-file', path], async url => void (await begin(url)));
		expect(code).toBe(0);
		const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
		const states = lines.map(text => JSON.parse(text)).filter(({detail}) => detail['build-status']);
		expect(states).toHaveLength(round);
		expect(states.at(-1)).toMatchObject({source: 'aws.codebuild', detail: {'build-status': 'IN_PROGRESS'}});
	}
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('says which file it cannot write', async () => {
	const path = join(folder, 'none', 'events.jsonl');
	const {code, complained} = await run(['--events-file', path]);
	expect(code).toBe(2);
	expect(complained).toEqual([
		`sluice simulate: cannot write events to ${path}: give a file that can be written with --events-file`,
	]);
});
