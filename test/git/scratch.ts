import {execFileSync} from 'node:child_process';
import {appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll} from 'vitest';

/** A person who commits; nothing of this machine's own git configuration is read. */
export const ada = {name: 'Ada', email: 'ada@example.com'};
export const bob = {name: 'Bob', email: 'bob@example.com'};
const noon = 1_795_000_000;

const root = mkdtempSync(join(tmpdir(), 'sluice-git-'));
afterAll(() => rmSync(root, {recursive: true, force: true}));

/** A folder that goes when the tests of the file are over. */
export function folder(): string {
	return mkdtempSync(join(root, 'f-'));
}

/** The environment of every git in the tests, with `programs` put before those of the machine. */
export function environment(programs?: string): NodeJS.ProcessEnv {
	const path = [...(programs === undefined ? [] : [programs]), process.env.PATH].join(':');
	return {PATH: path, HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1'};
}

/** A folder with one program of the given name, a shell script. */
export function program(name: string, script: string): string {
	const bin = folder();
	writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
	chmodSync(join(bin, name), 0o755);
	return bin;
}

export interface Scratch {
	readonly path: string;
	git(...args: string[]): string;
	/** Commits nothing but a message, a second after the one before; gives the SHA. */
	commit(message: string, by?: typeof ada): string;
	/** Writes a file that the next commit has. */
	put(path: string, text?: string): void;
	/** Merges a branch with a commit of its own; gives the SHA. */
	merge(branch: string, message: string): string;
	/** Takes in what `git fast-import` reads. */
	import(stream: string): void;
	/** Stores a commit object as written; gives its SHA. */
	store(object: string): string;
}

/** A repository of its own on the branch `main`, whose user is Ada. */
export function repositoryIn(path = folder()): Scratch {
	mkdirSync(path, {recursive: true});
	let clock = noon;
	const run = (args: string[], env: NodeJS.ProcessEnv = {}, input = '') =>
		execFileSync('git', args, {
			cwd: path,
			encoding: 'utf8',
			input,
			stdio: 'pipe',
			env: {...environment(), ...env},
		}).trim();
	run(['init', '--quiet', '--initial-branch=main']);
	appendFileSync(join(path, '.git', 'config'), `[user]\n\temail = ${ada.email}\n`);
	return {
		path,
		git: (...args) => run(args),
		commit(message, {name, email} = ada) {
			const date = `${clock++} +0000`;
			const who = {GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: `${noon - 60} +0000`};
			const env = {...who, GIT_COMMITTER_NAME: 'Hub', GIT_COMMITTER_EMAIL: 'h@b', GIT_COMMITTER_DATE: date};
			run(['commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '-m', message], env);
			return run(['rev-parse', 'HEAD']);
		},
		put(name, text = name) {
			mkdirSync(dirname(join(path, name)), {recursive: true});
			writeFileSync(join(path, name), text);
			run(['add', '--all']);
		},
		merge(branch, message) {
			run(['-c', 'user.name=Hub', 'merge', '--quiet', '--no-ff', '-m', message, branch]);
			return run(['rev-parse', 'HEAD']);
		},
		import: stream => void run(['fast-import', '--quiet'], {}, stream),
		store: object => run(['hash-object', '-t', 'commit', '-w', '--stdin'], {}, object),
	};
}

/** When the first commit of a repository is committed; ms. */
export const firstCommitAt = noon * 1000;
