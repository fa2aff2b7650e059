import type {Gate} from '../domain/gate.ts';
import {iso} from './frame.ts';

/** A gate as every JSON of one look tells it; `url`: the console's page where it is answered. */
export function gateJson(gate: Gate, url: string) {
	return {
		stage: gate.stage,
		action: gate.action,
		execution: gate.execution,
		commit: gate.commit,
		tracked: gate.tracked,
		openedAt: iso(gate.openedAt),
		expiresAt: iso(gate.expiresAt),
		waiting: gate.waiting,
		customData: gate.customData,
		externalEntityLink: gate.externalEntityLink,
		url,
	};
}
