import type {Measure, Measuring} from '../measure.ts';
import {type Arrived, type LocalAccount, openLocalAccount} from '../tools/account-thread.ts';
import {followed, laneName} from '../tools/lanes.ts';
import {runLines} from '../tools/lines.ts';
import {pause, until} from '../tools/pause.ts';
import {runbookFor} from '../tools/runbook.ts';
import {lookingAt} from '../tools/sluice.ts';

const pipelines = 12;
/** What is asked once for all pipelines. */
const common = ['ListPipelines', 'GetCallerIdentity'];
const ofPipelines = (calls: readonly Arrived[]) => calls.filter(({operation}) => !common.includes(operation));

/** How many calls and bytes it takes to find a commit and to look at it, beside the runbook's loop. */
export const calls: Measure = async measuring => {
	const account = await openLocalAccount({
		staging: Array(pipelines).fill(3600),
		pushed: 60,
		failedLog: null,
	});
	try {
		await found(account, measuring);
		await steady(account, measuring);
		await runbook(account, measuring);
	} finally {
		await account.close();
	}
};

/** Until every pipeline was looked at for the first time; the second look is an interval away. */
async function found({url, seen}: LocalAccount, {tell}: Measuring): Promise<void> {
	const before = await seen();
	const run = runLines([followed, ...lookingAt(url), '--interval', '60', '--rate', '50', '--json']);
	try {
		await until(() => new Set(beats(run.heard)).size === pipelines, 50);
		// What is asked in the gaps belongs to the first picture too.
		await pause(5);
		const after = await seen();
		const made = ofPipelines(after.calls.slice(before.calls.length));
		const searching = made.filter(({operation}) =>
			/^(ListPipelineExecutions|GetPipelineExecution)$/.test(operation),
		);
		tell({
			name: 'calls per pipeline to find a commit',
			value: searching.length / pipelines,
			unit: 'calls',
			limit: 3,
		});
		tell({
			name: 'calls per pipeline to find a commit, with the first look',
			value: made.length / pipelines,
			unit: 'calls',
			limit: 4,
			note: tally(made),
		});
	} finally {
		await run.close();
	}
}

/** Each look ends with a heartbeat of its pipeline: as many heartbeats, as many looks. */
async function steady({url, seen}: LocalAccount, {quick, tell}: Measuring): Promise<void> {
	const interval = 5;
	const run = runLines([followed, ...lookingAt(url), '--interval', `${interval}`, '--rate', '50', '--json']);
	try {
		await until(() => beats(run.heard).length >= 4 * pipelines, 60);
		await pause(interval / 2);
		const [before, looksBefore] = [await seen(), beats(run.heard).length];
		await pause(interval * (quick ? 4 : 12));
		const [after, looksAfter] = [await seen(), beats(run.heard).length];
		const looks = looksAfter - looksBefore;
		const made = after.calls.slice(before.calls.length);
		tell({
			name: 'calls per pipeline and look, steady',
			value: made.length / looks,
			unit: 'calls',
			limit: 1.05,
			note: `${looks} looks: ${tally(made)}`,
		});
		tellBytes({tell}, 'per pipeline and look, steady', before.wire, after.wire, looks);
	} finally {
		await run.close();
	}
}

async function runbook({url, seen}: LocalAccount, {tell, say}: Measuring): Promise<void> {
	const commands = runbookFor(url);
	if (commands === null) return say("  the runbook's loop is left out: it needs aws and jq");
	try {
		const asked = 3;
		const names = Array.from({length: asked}, (_, index) => laneName(index));
		const executions = names.map(name => commands.find(name, followed));
		const before = await seen();
		for (const [index, name] of names.entries()) commands.round(name, executions[index] ?? '');
		const after = await seen();
		const made = after.calls.slice(before.calls.length);
		tell({
			name: "the runbook's loop: calls per pipeline and round",
			value: made.length / asked,
			unit: 'calls',
			note: tally(made),
		});
		tellBytes({tell}, "the runbook's loop, per pipeline and round", before.wire, after.wire, asked);
	} finally {
		commands.leave();
	}
}

function tellBytes(
	{tell}: Pick<Measuring, 'tell'>,
	what: string,
	before: {readonly asked: number; readonly answered: number},
	after: {readonly asked: number; readonly answered: number},
	looks: number,
): void {
	const [up, down] = [after.asked - before.asked, after.answered - before.answered];
	tell({
		name: what.startsWith('per') ? `bytes on the wire ${what}` : what.replace(',', ': bytes'),
		value: (up + down) / looks / 1000,
		unit: 'kB',
		note: `${(down / looks / 1000).toFixed(2)} kB of it answers`,
	});
}

/** The pipeline of each heartbeat. */
function beats(heard: readonly {readonly line: string}[]): readonly string[] {
	return heard
		.filter(({line}) => line.includes('"event":"heartbeat"'))
		.map(({line}) => /"pipeline":"([^"]+)"/.exec(line)?.[1] ?? '');
}

/** `12 GetPipelineState, 3 ListActionExecutions` */
function tally(made: readonly Arrived[]): string {
	const counts = Map.groupBy(made, ({operation}) => operation);
	return [...counts].map(([operation, list]) => `${list.length} ${operation}`).join(', ');
}
