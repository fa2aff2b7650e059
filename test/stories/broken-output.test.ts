import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {buildOf, commits, failing, lane} from './account.ts';
import {type Scene, story} from './story.ts';
import {program, type Terminal} from './terminal.ts';

const size = {columns: 100, rows: 30};
const lanes = [lane('l-indexer-pipeline', ['Taiko', 'Base']), lane('l-slasher-pipeline', ['Taiko'])];

/** Something that failed, something that waits at a gate. */
async function eventful(scene: Scene): Promise<readonly string[]> {
	const account = await scene.account(lanes, ({action}) =>
		action === 'DeployStagingBase' ? buildOf(1, {failure: failing}) : undefined,
	);
	account.push(commits.ours);
	account.pass(60);
	return account.flags;
}

/** The command line as `"$@"` of a shell's script; what the script says is read in a terminal. */
function shell(scene: Scene, script: string, args: readonly string[]): Terminal {
	return scene.below('sh', ['-c', script, 'sh', process.execPath, program, ...args], size);
}

const looks = {
	watch: ['watch', commits.ours],
	'watch --json': ['watch', commits.ours, '--json'],
	where: ['where', commits.ours],
	'where --json': ['where', commits.ours, '--json'],
	fleet: ['fleet'],
	changes: ['changes', 'l-slasher-pipeline'],
	diagnose: ['diagnose', 'l-indexer-pipeline'],
	doctor: ['doctor'],
} as const;
const words = {help: ['--help'], completion: ['completion', 'bash'], line: ['line']} as const;
const commands = [...Object.entries(looks), ...Object.entries(words)].map(
	([name, args]) => [name, args] as const,
);
const isLook = (name: string) => Object.hasOwn(looks, name);
const flagsFor = async (scene: Scene, name: string) => (isLook(name) ? eventful(scene) : []);

/** What a story needs to say of a program: nothing of its own, and its exit code. */
async function expectOnly(terminal: Terminal, said: string): Promise<void> {
	await terminal.ended;
	expect(terminal.text().trim()).toBe(said);
}

/** The reader is gone before the first byte: it tells through `gone` once it is. */
const readerGone = `d=$(mktemp -d); mkfifo $d/gone; { read x <$d/gone; "$@"; echo "ended $?" >&2; } | { exec <&-; echo >$d/gone; }; rm -r $d`;

story.for(commands)('%s that nobody reads ends quietly with 141', async ([name, args], {scene}) => {
	await expectOnly(shell(scene, readerGone, [...args, ...(await flagsFor(scene, name))]), 'ended 141');
});

story('watch goes on while it is read, and ends at the next line after that', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(600));
	account.push(commits.ours);
	account.pass(60);
	const terminal = shell(scene, '{ "$@"; echo "ended $?" >&2; } | head -1', [
		'watch',
		commits.ours,
		...account.flags,
	]);
	await terminal.see('status=InProgress');
	await terminal.see('ended 141');
	expect(terminal.joined()).not.toContain('    at ');
});

story('what is said aside breaks like the rest where nobody reads it', async ({scene}) => {
	const script = readerGone.replace('"$@";', '"$@" 2>&1 >/dev/null;');
	await expectOnly(shell(scene, script, ['nonsense']), 'ended 141');
});

story.for(commands)('%s on a full disk says so and ends with 74', async ([name, args], {scene, skip}) => {
	if (!existsSync('/dev/full')) skip('there is no /dev/full');
	const terminal = shell(scene, '"$@" >/dev/full; echo "ended $?"', [
		...args,
		...(await flagsFor(scene, name)),
	]);
	await expectOnly(terminal, 'sluice: what it says cannot be written: no space left on device\nended 74');
});

story('a complaint that finds no room leaves the exit code as it is', async ({scene, skip}) => {
	if (!existsSync('/dev/full')) skip('there is no /dev/full');
	await expectOnly(shell(scene, '"$@" 2>/dev/full; echo "ended $?"', ['nonsense']), 'ended 2');
});

story.for([
	['stdout', '>&-', 1],
	['stderr', '2>&- >/dev/null', 1],
	['stdin', '<&- >/dev/null', 1],
	['everything', '<&- >&- 2>&-', 1],
] as const)('%s closed at the start changes nothing else', async ([, closed, code], {scene}) => {
	const flags = await eventful(scene);
	const terminal = shell(scene, `"$@" ${closed}; echo "ended $?"`, ['where', commits.ours, ...flags]);
	await expectOnly(terminal, `ended ${code}`);
});

story('the screen says nothing aside', async ({scene}) => {
	const flags = await eventful(scene);
	const file = join(scene.folder(), 'aside');
	const terminal = shell(scene, `"$@" 2>${file}; echo "left with $?"`, [commits.ours, ...flags]);
	await terminal.see('▲ GATE');
	terminal.press('q');
	await terminal.see('left with 0');
	expect(readFileSync(file, 'utf8')).toBe('');
	expect(terminal.has('cursor')).toBe(true);
});
