import {describe, expect, it} from 'vitest';
import {ghCheck, gitChecks} from '../../../source/commands/doctor/machine-checks.ts';
import {
	charactersCheck,
	coloursCheck,
	passageChecks,
	sizeCheck,
} from '../../../source/commands/doctor/terminal-checks.ts';

const said = (checks: readonly {readonly check: string; readonly status: string}[]) =>
	checks.map(({check, status}) => `${check} ${status}`);

describe('git', () => {
	const clone = {kind: 'repository', version: '2.39.5', origin: 'harbor/lanes', shallow: false} as const;

	it('is good in a clone that pipelines follow', () => {
		expect(said(gitChecks(clone, true))).toEqual(['git ok', 'repository ok']);
		expect(said(gitChecks(clone, null))).toEqual(['git ok', 'repository ok']);
	});

	it('is worth a note where questions stay open, with what to do', () => {
		expect(said(gitChecks({kind: 'absent'}, null))).toEqual(['git note']);
		expect(said(gitChecks({kind: 'no-repository', version: '2'}, null))).toEqual([
			'git ok',
			'repository note',
		]);
		expect(said(gitChecks(clone, false))).toEqual(['git ok', 'repository note']);
		expect(said(gitChecks({...clone, origin: null}, null))).toEqual(['git ok', 'repository note']);
		expect(gitChecks({...clone, shallow: true}, true).at(-1)).toMatchObject({
			status: 'note',
			fix: 'git fetch --unshallow',
		});
		const reason = "fatal: detected dubious ownership in repository at '/x'";
		expect(gitChecks({kind: 'unreadable', version: '2', reason}, null).at(-1)).toMatchObject({
			status: 'note',
			message: `git will not read it: ${reason}`,
			fix: expect.stringContaining('safe.directory'),
		});
	});
});

it('says of gh what is lost without it', () => {
	expect(ghCheck({kind: 'installed', version: '2.60.1', signedIn: true})).toMatchObject({status: 'ok'});
	expect(ghCheck({kind: 'installed', version: '2.60.1', signedIn: false})).toMatchObject({
		status: 'note',
		message: expect.stringContaining("'#812'"),
		fix: 'gh auth login',
	});
	expect(ghCheck({kind: 'installed', version: '2.60.1', signedIn: null})).toMatchObject({status: 'note'});
	expect(ghCheck({kind: 'absent'})).toMatchObject({
		status: 'note',
		message: expect.stringContaining("'#812'"),
	});
});

describe('the size', () => {
	it.each([
		[40, 10, 'ok'],
		[39, 10, 'fault'],
		[40, 9, 'fault'],
		[200, 60, 'ok'],
	])('%dx%d: %s', (columns, rows, status) => {
		expect(sizeCheck({interactive: true, size: {columns, rows}})).toMatchObject({
			status,
			message: expect.stringContaining(`${columns}x${rows}`),
		});
	});

	it('is no matter without a terminal', () => {
		expect(sizeCheck({interactive: false, size: null}).status).toBe('note');
		expect(sizeCheck({interactive: false, size: {columns: 80, rows: 24}}).status).toBe('note');
	});
});

it.each([
	[{TERM: 'xterm-256color'}, true, 'ok', '256 (TERM=xterm-256color)'],
	[{TERM: 'xterm'}, true, 'ok', '16 (TERM=xterm)'],
	[{TERM: 'xterm', COLORTERM: 'truecolor'}, true, 'ok', '16 million (TERM=xterm)'],
	[{TERM: 'xterm', NO_COLOR: '1'}, true, 'ok', 'none, as NO_COLOR asks'],
	[{TERM: 'xterm'}, false, 'ok', 'none, as --no-color asks'],
	[{}, true, 'note', 'TERM is not set'],
	[{TERM: 'dumb'}, true, 'note', 'TERM=dumb'],
	[{TERM: 'xterm-256color', TMUX: '/tmp/x,1,0'}, true, 'note', 'not what tmux understands'],
	[{TERM: 'screen-256color', TMUX: '/tmp/x,1,0'}, true, 'ok', '256 (TERM=screen-256color)'],
])('tells the colours of %j (asked for: %s): %s', (env, allowed, status, says) => {
	expect(coloursCheck(env, allowed)).toMatchObject({status, message: expect.stringContaining(says)});
});

it.each([
	[{LANG: 'en_US.UTF-8'}, 'ok', 'UTF-8 (LANG=en_US.UTF-8)'],
	[{LC_ALL: 'C', LANG: 'en_US.UTF-8'}, 'note', 'ASCII only (LC_ALL=C)'],
	[{}, 'ok', 'UTF-8, as no locale says otherwise'],
	[{TERM: 'linux', LANG: 'en_US.UTF-8'}, 'ok', 'ASCII, all that the console'],
])('tells the characters of %j: %s', (env, status, says) => {
	expect(charactersCheck(env)).toMatchObject({status, message: expect.stringContaining(says)});
});

describe('what lies between', () => {
	const good = {
		'focus-events': 'on',
		'set-clipboard': 'external',
		'allow-passthrough': 'off',
		'bell-action': 'any',
		'monitor-bell': 'on',
	} as const;

	it('is nothing in a bare terminal', () => {
		expect(passageChecks({}, null)).toEqual([]);
	});

	it('is ssh, screen, or a tmux that passes all', () => {
		expect(said(passageChecks({SSH_TTY: '/dev/pts/1'}, null))).toEqual(['ssh ok']);
		expect(said(passageChecks({STY: '1.x'}, null))).toEqual(['screen note']);
		expect(said(passageChecks({}, {version: '3.5a', options: good}))).toEqual([
			'tmux ok',
			...Object.keys(good).map(option => `${option} ok`),
		]);
	});

	it.each([
		['focus-events', 'off', 'tmux set -g focus-events on'],
		['set-clipboard', 'off', 'tmux set -s set-clipboard external'],
		['bell-action', 'none', 'tmux set -g bell-action any'],
		['monitor-bell', 'off', 'tmux set -g monitor-bell on'],
	])('is a tmux whose %s is %s, with the command that mends it', (option, value, fix) => {
		const checks = passageChecks({}, {version: '3.5a', options: {...good, [option]: value}});
		expect(checks.filter(({status}) => status !== 'ok')).toMatchObject([
			{check: option, status: 'note', fix},
		]);
	});

	it('leaves out what an older tmux does not know, and tells one that does not answer', () => {
		expect(said(passageChecks({}, {version: '2.9', options: {'focus-events': 'on'}}))).toEqual([
			'tmux ok',
			'focus-events ok',
		]);
		expect(said(passageChecks({}, {version: null, options: {}}))).toEqual(['tmux note']);
	});
});
