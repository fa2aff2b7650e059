import {run} from '../../git/run.ts';
import {plain} from '../../terminal/sanitise.ts';

/** The options of tmux that change what reaches Sluice, or leaves it. */
export const tmuxOptions = [
	'focus-events',
	'set-clipboard',
	'allow-passthrough',
	'bell-action',
	'monitor-bell',
] as const;
export type TmuxOption = (typeof tmuxOptions)[number];

/** The tmux around us; null: it did not answer. An option that it does not know is left out. */
export interface Tmux {
	readonly version: string | null;
	readonly options: Readonly<Partial<Record<TmuxOption, string>>>;
}

/** Nobody waits longer for a tmux that hangs; ms. */
const patience = 2000;

/** Asks tmux for its version and those options. Never rejects. */
export async function askTmux(cwd: string, env: NodeJS.ProcessEnv): Promise<Tmux> {
	const ask = async (...args: readonly string[]) => {
		const outcome = await run('tmux', args, {cwd, env, timeout: patience});
		return outcome.kind === 'ended' && outcome.code === 0 ? plain(outcome.stdout).trim() : null;
	};
	const [version, ...values] = await Promise.all([
		ask('-V'),
		...tmuxOptions.map(option => ask('show-options', '-gv', option)),
	]);
	const options: Partial<Record<TmuxOption, string>> = {};
	for (const [index, option] of tmuxOptions.entries()) {
		const value = values[index];
		if (value) options[option] = value;
	}
	return {version: version?.replace(/^tmux /, '') ?? null, options};
}
