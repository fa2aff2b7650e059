import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {commits, keys, openAccount, type StoryAccount} from './account.ts';
import {type Piped, piped} from './lines.ts';
import {type Options, program, type Size, start, type Terminal} from './terminal.ts';

type Follow = Options & {
	/** The commit; null leaves it out. */
	readonly commit?: string | null;
	readonly args?: readonly string[];
};
type Watch = Omit<Follow, 'columns' | 'rows'>;

/** What a story plays with. All of it ends with the story, and is looked through for what must never happen. */
export interface Scene {
	account(...parts: Parameters<typeof openAccount>): Promise<StoryAccount>;
	/** The live screen on an account, following `ours` unless told otherwise. */
	follow(account: StoryAccount, options: Follow): Terminal;
	/** The lines of an account, in pipes. */
	watch(account: StoryAccount, options?: Watch): Piped;
	/** The program with any command line: in a terminal, in pipes, below another program. */
	sluice(args: readonly string[], options: Options): Terminal;
	piped(args: readonly string[], options?: Watch): Piped;
	below(command: string, args: readonly string[], options: Options): Terminal;
	/** An empty folder outside of any repository. */
	folder(): string;
	/** Skips the story, and says so, where a program is not installed. */
	needs(name: string): void;
}

/** A story. Those of a file play at the same time, each with a scene of its own: most of it is waiting. */
export const story = test.extend<{scene: Scene}>({
	async scene({skip}, use) {
		const accounts: StoryAccount[] = [];
		const played: (Terminal | Piped)[] = [];
		const folders: string[] = [];
		const folder = () => {
			const made = mkdtempSync(join(tmpdir(), 'sluice-story-'));
			folders.push(made);
			return made;
		};
		const play = <Played extends Terminal | Piped>(one: Played): Played => {
			played.push(one);
			return one;
		};
		const around = <Given extends Watch>(options: Given) => ({
			...options,
			cwd: options.cwd ?? folder(),
			env: {...keys, XDG_STATE_HOME: folder(), XDG_CACHE_HOME: folder(), ...options.env},
		});
		const scene: Scene = {
			async account(...parts) {
				const opened = await openAccount(...parts);
				accounts.push(opened);
				return opened;
			},
			follow: ({flags}, {commit = commits.ours, args = [], ...options}) =>
				scene.sluice([...(commit === null ? [] : [commit]), ...flags, ...args], options),
			watch: ({flags}, {commit = commits.ours, args = [], ...options} = {}) =>
				scene.piped(['watch', ...(commit === null ? [] : [commit]), ...flags, ...args], options),
			sluice: (args, options) => scene.below(process.execPath, [program, ...args], options),
			piped: (args, options = {}) => play(piped(args, around(options))),
			below: (command, args, options) => play(start(command, args, around(options))),
			folder,
			needs(name) {
				if (spawnSync(name, ['--version']).error) skip(`${name} is not installed`);
			},
		};
		await use(scene);
		await Promise.all(played.map(each => each.close()));
		await Promise.all(accounts.map(each => each.close()));
		for (const each of folders) rmSync(each, {recursive: true, force: true});
		expect(accounts.flatMap(unwelcome)).toEqual([]);
		for (const text of played.map(said)) expect(text).not.toMatch(/planted-secret|planted-session/);
	},
}).concurrent;

const reads: ReadonlySet<string> = new Set([
	'ListPipelines',
	'GetPipeline',
	'GetPipelineState',
	'ListPipelineExecutions',
	'GetPipelineExecution',
	'ListActionExecutions',
	'ListRuleExecutions',
	'BatchGetBuilds',
	'FilterLogEvents',
	'GetLogEvents',
	'GetCallerIdentity',
]);

/** What arrived at an account that is no read. */
function unwelcome({calls}: StoryAccount): readonly string[] {
	return calls.map(({operation}) => operation).filter(operation => !reads.has(operation));
}

function said(one: Terminal | Piped): string {
	return 'written' in one ? one.written() : `${one.out()}${one.err()}`;
}

/** A bash with job control, at its first prompt. */
export async function interactive(scene: Scene, size: Size = {columns: 100, rows: 30}): Promise<Terminal> {
	const shell = scene.below('bash', ['--norc', '--noprofile', '--noediting', '-i'], {
		...size,
		env: {PS1: 'shell> ', HISTFILE: '/dev/null'},
	});
	await shell.see('shell>');
	return shell;
}

/** That the shell has its terminal back. */
export function expectRestored(terminal: Terminal): void {
	const last = (bytes: string) => terminal.written().lastIndexOf(bytes);
	expect({
		alternate: terminal.alternate(),
		cursor: terminal.has('cursor'),
		focusReports: terminal.has('focusReports'),
		bracketedPaste: terminal.has('bracketedPaste'),
		mouse: terminal.has('mouse'),
		title: last('\x1b[22;0t') > last('\x1b[23;0t'),
	}).toEqual({
		alternate: false,
		cursor: true,
		focusReports: false,
		bracketedPaste: false,
		mouse: false,
		title: false,
	});
}
