import type {Random} from './random.ts';

const kinds = ['throttle', '500', 'html', 'empty', 'drop', 'slow', 'expired', 'denied', 'lag'] as const;
export type FaultKind = (typeof kinds)[number];

/** A way to misbehave, at a share of the requests. */
export type Fault = {
	readonly kind: FaultKind;
	/** Of `denied` always, else every operation when undefined. */
	readonly operation?: string;
	/** From 0 to 1. */
	readonly rate: number;
};

/**
 * Reads `throttle`, `throttle:0.2`, `denied:GetPipelineState` or `denied:GetPipelineState:0.5`. Without a rate it is every
 * request. Throws a RangeError that says what is wrong.
 */
export function parseFault(text: string): Fault {
	const [name = '', ...rest] = text.split(':');
	const kind = kinds.find(each => each === name);
	if (!kind) throw new RangeError(`no such fault: ${name} (there are ${kinds.join(', ')})`);
	const operation = kind === 'denied' ? rest.shift() : undefined;
	if (kind === 'denied' && !operation) throw new RangeError('denied needs an operation: denied:OPERATION');
	const [rateText = '1', ...more] = rest;
	const rate = Number(rateText);
	if (more.length > 0 || rateText === '' || !(rate >= 0 && rate <= 1))
		throw new RangeError(`the rate of a fault is a number from 0 to 1, not ${rest.join(':')}`);
	return operation ? {kind, operation, rate} : {kind, rate};
}

/** The faults that are in force, drawn with a seeded stream: the same requests meet the same faults. */
export type Faults = {
	/** Replaces those that the account was started with, or was told since. */
	readonly set: (faults: readonly Fault[]) => void;
	/** Replaces those that the scenario puts in force, beside the others. */
	readonly setTimed: (faults: readonly Fault[]) => void;
	/** The fault that the next request to an operation meets, if any. */
	readonly draw: (operation: string) => FaultKind | undefined;
	/** Whether a fault of this kind is in force. */
	readonly has: (kind: FaultKind) => boolean;
};

/** The operations of CodePipeline that can answer with what was true some seconds ago. */
const lagging: readonly string[] = [
	'GetPipelineState',
	'ListPipelines',
	'ListPipelineExecutions',
	'ListActionExecutions',
	'ListRuleExecutions',
];

function isMetBy({kind, operation: only}: Fault, operation: string): boolean {
	if (kind === 'lag') return lagging.includes(operation);
	return only === undefined || only === operation;
}

export function createFaults(random: Random, initial: readonly Fault[]): Faults {
	let told = initial;
	let timed: readonly Fault[] = [];
	const inForce = () => [...told, ...timed];
	return {
		set: next => {
			told = next;
		},
		setTimed: next => {
			timed = next;
		},
		draw: operation =>
			inForce()
				.filter(fault => isMetBy(fault, operation))
				.find(({rate}) => random.next() < rate)?.kind,
		has: kind => inForce().some(fault => fault.kind === kind),
	};
}
