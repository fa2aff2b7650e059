import type {Program} from '../assemble.ts';
import {systemClock} from '../engine/clock.ts';
import type {AlertSettings} from '../settings/settings.ts';
import {alertOn} from './alert-on.ts';
import {createAlerts} from './alerts.ts';
import {eventOf} from './event-of.ts';
import {pageLink} from './page-link.ts';

/** Alerts about a program's commits, until they are closed: that resolves when all was handed over. */
export function startAlerts(
	program: Program,
	{run, remind}: AlertSettings,
	env: NodeJS.ProcessEnv,
	complain: (sentence: string) => void,
): {close(): Promise<void>} {
	const over = new AbortController();
	const clock = systemClock;
	const alerts = createAlerts({run, env, complain, clock});
	const link = pageLink(program);
	const {store} = program;
	alertOn(
		{
			store,
			alerts,
			toEvent: notice => eventOf(notice, {scopes: store.getState().scopes, link}),
			remind,
			clock,
		},
		over.signal,
	);
	return {
		async close() {
			over.abort();
			await alerts.close();
		},
	};
}
