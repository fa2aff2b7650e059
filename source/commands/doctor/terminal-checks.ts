import {terminalEnvironment} from '../../terminal/environment.ts';
import {plain} from '../../terminal/sanitise.ts';
import {type Check, fault, note, ok} from './check.ts';
import {type Tmux, type TmuxOption, tmuxOptions} from './tmux.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The terminal at hand, as the streams tell. */
export interface Tty {
	/** Whether stdin and stdout both are one. */
	readonly interactive: boolean;
	/** Null where stdout is none. */
	readonly size: {readonly columns: number; readonly rows: number} | null;
}

/** The smallest size at which the screen is of use. */
const smallest = {columns: 40, rows: 10};

export function sizeCheck({interactive, size}: Tty): Check {
	const check = 'terminal';
	if (!interactive || size === null)
		return note(check, 'stdin or stdout is none: sluice prints lines here, as sluice watch does');
	const {columns, rows} = size;
	const least = `${smallest.columns}x${smallest.rows}`;
	return columns < smallest.columns || rows < smallest.rows
		? fault(check, `${columns}x${rows} is too small`, `make it ${least} or larger (100x24 shows two panes)`)
		: ok(check, `${columns}x${rows}`);
}

const levels = {0: 'none', 1: '16', 2: '256', 3: '16 million'} as const;

/** `allowed` is false where the command line asks for no colours. */
export function coloursCheck(env: Env, allowed: boolean): Check {
	const check = 'colours';
	const term = plain(env.TERM ?? '');
	const {colors, tmux} = terminalEnvironment(env, allowed);
	if (!allowed || (env.NO_COLOR && colors === 0))
		return ok(check, `none, as ${allowed ? 'NO_COLOR' : '--no-color'} asks; glyphs and words tell all`);
	if (term === '') return note(check, 'none, and no screen: TERM is not set', 'export TERM=xterm-256color');
	if (term === 'dumb') return note(check, 'none, and no screen: TERM=dumb', 'export TERM=xterm-256color');
	if (tmux && !/^(?:tmux|screen)/.test(term))
		return note(
			check,
			`${levels[colors]} (TERM=${term}, which is not what tmux understands)`,
			'leave TERM to tmux: set -g default-terminal tmux-256color',
		);
	return ok(check, `${levels[colors]} (TERM=${term})`);
}

export function charactersCheck(env: Env): Check {
	const check = 'characters';
	const name = (['LC_ALL', 'LC_CTYPE', 'LANG'] as const).find(each => env[each]);
	if (terminalEnvironment(env, true).unicode)
		return ok(
			check,
			name === undefined ? 'UTF-8, as no locale says otherwise' : `UTF-8 (${said(env, name)})`,
		);
	if (env.TERM === 'linux') return ok(check, 'ASCII, all that the console of Linux shows well');
	return note(
		check,
		`ASCII only${name === undefined ? '' : ` (${said(env, name)})`}: lines and glyphs are plainer`,
		'export LC_ALL=C.UTF-8',
	);
}

function said(env: Env, name: string): string {
	return `${name}=${plain(env[name] ?? '')}`;
}

/** What lies between us and the terminal: ssh, tmux, screen. `tmux` is null outside of it. */
export function passageChecks(env: Env, tmux: Tmux | null): readonly Check[] {
	const ssh = env.SSH_CONNECTION || env.SSH_TTY;
	return [
		...(ssh ? [ok('ssh', 'the key o copies a link instead of opening it')] : []),
		...(tmux === null ? [] : tmuxChecks(tmux)),
		...(tmux === null && env.STY ? [screenCheck] : []),
	];
}

const screenCheck = note(
	'screen',
	'GNU screen reports no focus and copies nothing: the banner flashes 10 seconds, links are copied by hand',
	'tmux passes both through',
);

function tmuxChecks({version, options}: Tmux): readonly Check[] {
	if (version === null)
		return [note('tmux', 'TMUX is set, but tmux does not answer', 'is it installed here? unset TMUX if not')];
	return [
		ok('tmux', version),
		...tmuxOptions.flatMap(option => {
			const value = options[option];
			return value === undefined ? [] : [judged[option](value)];
		}),
	];
}

const judged: Readonly<Record<TmuxOption, (value: string) => Check>> = {
	'focus-events': value =>
		value === 'off'
			? note('focus-events', 'off: the banner flashes 10 seconds, seen or not', 'tmux set -g focus-events on')
			: ok('focus-events', `${value}: the banner flashes until you look`),
	'set-clipboard': value =>
		value === 'off'
			? note(
					'set-clipboard',
					"off: y copies into tmux's buffer, not into the clipboard",
					'tmux set -s set-clipboard external',
				)
			: ok('set-clipboard', `${value}: y reaches the clipboard`),
	'allow-passthrough': value => ok('allow-passthrough', `${value}; nothing needs it`),
	'bell-action': value =>
		value === 'none'
			? note('bell-action', 'none: no bell is heard', 'tmux set -g bell-action any')
			: ok('bell-action', value),
	'monitor-bell': value =>
		value === 'off'
			? note('monitor-bell', 'off: a bell does not mark its window', 'tmux set -g monitor-bell on')
			: ok('monitor-bell', `${value}: a bell marks its window`),
};
