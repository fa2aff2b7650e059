import * as v from 'valibot';
import {timedPhases} from '../../scenario.ts';
import {failureKinds} from '../log/failures.ts';
import {duration, isTable, oneOf, shaStart, table, text, whole} from './parts.ts';

/** The ways to fail that have a log of their own; the machines of a playbook are there in `busy-day` only. */
export const namedFailures = failureKinds.filter(kind => kind !== 'host-unreachable');

const failsWords = [...timedPhases, ...namedFailures];
const failsMessage = `must be one of ${failsWords.join(', ')}, or a table of phase, status, code, message`;
const fails = v.union(
	[
		v.picklist(failsWords),
		table({
			phase: v.optional(oneOf(timedPhases)),
			status: v.optional(oneOf(['FAILED', 'FAULT', 'TIMED_OUT'])),
			code: v.optional(text()),
			message: v.optional(text()),
		}),
	],
	failsMessage,
);

const share = 'must be a number from 0 to 1';
const place = {pipeline: v.optional(text()), stage: v.optional(text())};
const when = {
	commit: v.optional(shaStart),
	attempt: v.optional(whole(1, 100)),
	chance: v.optional(v.pipe(v.number(share), v.minValue(0, share), v.maxValue(1, share))),
	takes: v.optional(duration),
};

const actionOutcome = table({
	...place,
	action: v.optional(text()),
	...when,
	fails: v.optional(fails),
	log: v.optional(text()),
	approved: v.optional(duration),
	rejected: v.optional(duration),
	summary: v.optional(text()),
});

const ruleOutcome = table({
	...place,
	rule: text('must be the name of a rule; * stands for any part of names'),
	condition: v.optional(oneOf(['beforeEntry', 'onSuccess', 'onFailure'])),
	...when,
	fails: v.optional(table({code: v.optional(text()), message: v.optional(text())})),
	summary: v.optional(text()),
});

/** What outcomes can be of. */
export const outcomeTables = {action: actionOutcome, rule: ruleOutcome};

/** The table of rules for what names one. */
export const outcome = v.lazy(input =>
	isTable(input) && Object.hasOwn(input, 'rule') ? ruleOutcome : actionOutcome,
);

export type ActionOutcome = v.InferOutput<typeof actionOutcome>;
export type RuleOutcome = v.InferOutput<typeof ruleOutcome>;

export function isOfRule(outcome: ActionOutcome | RuleOutcome): outcome is RuleOutcome {
	return 'rule' in outcome;
}
