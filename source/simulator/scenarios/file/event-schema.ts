import * as v from 'valibot';
import {readFault} from '../../protocol/services.ts';
import {duration, isTable, list, moment, oneOf, shaStart, table, text, yesOrNo} from './parts.ts';

const pipeline = text('must be the name of a pipeline; * stands for any part of names');
/** An execution of the pipelines: that of the commit, or the newest that the act applies to. */
const execution = {commit: v.optional(shaStart), stage: v.optional(text())};

const faultMessage = 'must be a list such as [throttle:0.2, denied:BatchGetBuilds]';
const fault = v.pipe(
	text(faultMessage),
	v.check(isFault, ({input}) => objection(input) ?? faultMessage),
);

function objection(input: string): string | undefined {
	try {
		readFault(input);
		return undefined;
	} catch (error) {
		return error instanceof RangeError ? `must be a fault: ${error.message}` : undefined;
	}
}

function isFault(input: string): boolean {
	return objection(input) === undefined;
}

const push = table({at: moment, push: shaStart});
const start = table({at: moment, start: pipeline});
const approve = table({at: moment, approve: pipeline, ...execution, summary: v.optional(text())});
const reject = table({at: moment, reject: pipeline, ...execution, summary: v.optional(text())});
const stop = table({
	at: moment,
	stop: pipeline,
	commit: execution.commit,
	reason: v.optional(text()),
	abandon: v.optional(yesOrNo),
});
const retry = table({
	at: moment,
	retry: pipeline,
	...execution,
	mode: v.optional(oneOf(['FAILED_ACTIONS', 'ALL_ACTIONS'])),
});
const disable = table({at: moment, disable: pipeline, stage: text(), reason: v.optional(text())});
const enable = table({at: moment, enable: pipeline, stage: text()});
const edit = table({at: moment, edit: pipeline});
const rollback = table({at: moment, rollback: pipeline, stage: text(), commit: execution.commit});
const override = table({
	at: moment,
	override: pipeline,
	stage: text(),
	condition: oneOf(['beforeEntry', 'onSuccess']),
});
const faults = table({at: moment, faults: list(fault, faultMessage), for: duration});

/** What can happen, by the key that asks for it. */
export const eventTables = {
	push,
	start,
	approve,
	reject,
	stop,
	retry,
	rollback,
	override,
	disable,
	enable,
	edit,
	faults,
};

const names = Object.keys(eventTables).join(', ');
const noEvent = v.pipe(
	v.custom<{at: string; nothing: never}>(isTable, `must be a table of at and one of ${names}`),
	v.check(() => false, `must say what happens: at and one of ${names}`),
);

/** The table that the first known key asks for: its messages know what belongs there. */
export const event = v.lazy(input => {
	const found = isTable(input)
		? Object.entries(eventTables).find(([key]) => Object.hasOwn(input, key))
		: undefined;
	return found?.[1] ?? noEvent;
});
