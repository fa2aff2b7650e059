import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, vi} from 'vitest';
import {buildOf, commits, lane} from './account.ts';
import {type Scene, story} from './story.ts';
import {program} from './terminal.ts';

/** One after the other: what another terminal is opened for meanwhile holds this one open, too. */
const alone = {concurrent: false};

async function running(scene: Scene): Promise<readonly string[]> {
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])], () => buildOf(600));
	account.push(commits.ours);
	account.pass(60);
	return [commits.ours, ...account.flags];
}

/** Below a shell that outlives its terminal and writes down how the program ended, and what it said aside. */
async function outlived(scene: Scene, trap: string, args: readonly string[], shown: string) {
	const file = join(scene.folder(), 'ended');
	const script = `trap '${trap}' HUP; sh -c 'echo $$ >${file}.pid; exec "$@" 2>${file}.err' sh "$@"; echo $? >${file}.new; mv ${file}.new ${file}`;
	const words = ['-c', script, 'sh', process.execPath, program, ...args];
	const terminal = scene.below('sh', words, {columns: 100, rows: 30});
	await terminal.see(shown);
	const read = (end: string) => readFileSync(`${file}${end}`, 'utf8').trim();
	const pid = Number(read('.pid'));
	return {
		terminal,
		/** Its exit code and what it said aside, once it is gone. */
		async ended() {
			await vi.waitFor(() => expect(existsSync(file)).toBe(true), 10_000);
			expect(() => process.kill(pid, 0)).toThrow('ESRCH');
			return {code: Number(read('')), aside: read('.err')};
		},
	};
}

const quietly = {code: 129, aside: ''};
const traps = [
	['where SIGHUP arrives', ':'],
	['where SIGHUP is ignored, as below nohup', ''],
] as const;

story.for(traps)(
	'a terminal that goes away takes the screen with it, %s',
	alone,
	async ([, trap], {scene}) => {
		const {terminal, ended} = await outlived(scene, trap, await running(scene), '◐ l-slasher');
		terminal.hangUp();
		expect(await ended()).toEqual(quietly);
	},
);

story.for(traps)('also while much is drawn, %s', alone, async ([, trap], {scene}) => {
	const {terminal, ended} = await outlived(scene, trap, ['demo', '--speed', '200'], 'DEMO');
	for (let key = 0; key < 50; key++) terminal.press('?', 'q');
	terminal.hangUp();
	expect(await ended()).toEqual(quietly);
});

story.for(traps)('and the lines in it, %s', alone, async ([, trap], {scene}) => {
	const args = ['watch', ...(await running(scene))];
	const {terminal, ended} = await outlived(scene, trap, args, 'status=InProgress');
	terminal.hangUp();
	expect(await ended()).toEqual(quietly);
});
