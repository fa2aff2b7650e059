import type {FailureReport} from './report.ts';

/** How a time is told: as an age, or as it is; ms since the epoch in. */
export type Moment = (at: number) => string;

/** Whether trying the stage again can help; null: nobody knows. Never, once a newer execution has entered the stage. */
export function canRetryHelp({cause, newer}: FailureReport): boolean | null {
	if (newer.kind === 'entered') return false;
	const helps = cause?.known.retryHelps ?? null;
	return helps === true && newer.kind === 'unknown' ? null : helps;
}

/** Whether trying the stage again can help; empty: nobody knows. */
export function retryWords(report: FailureReport): string {
	const {newer} = report;
	if (newer.kind === 'entered') {
		const commit = newer.commit === null ? '' : ` (${newer.commit.slice(0, 7)})`;
		return `a newer execution${commit} has entered ${report.stage}: this one cannot be retried`;
	}
	switch (canRetryHelp(report)) {
		case true:
			return 'a retry can help';
		case false:
			return 'a retry will not help';
		case null:
			return '';
	}
}

/** What siblings and earlier runs tell, one sentence each; empty: nothing was compared. */
export function comparisonWords(report: FailureReport, moment: Moment): readonly string[] {
	const {comparison} = report;
	if (comparison === null) return [];
	const {passed, lastGreen, earlier, same} = comparison;
	return [
		passed.length === 0 ? '' : `${listed(passed)} passed in the same run`,
		greenWords(lastGreen, earlier, moment),
		sameWords(same, report, moment),
	].filter(words => words !== '');
}

type Compared = NonNullable<FailureReport['comparison']>;

function greenWords(green: Compared['lastGreen'], earlier: number, moment: Moment): string {
	if (green === null)
		return earlier === 0
			? 'no earlier run of it was found'
			: `not green in ${earlier} earlier ${earlier === 1 ? 'run' : 'runs'}`;
	const commit = green.commit === null ? 'an unknown commit' : green.commit.slice(0, 7);
	return `last green: ${commit}${green.at === null ? '' : `, ${moment(green.at)}`}`;
}

/** How many others are named. */
const mostNamed = 3;

function sameWords(same: Compared['same'], {pipeline, stage}: FailureReport, moment: Moment): string {
	if (same.length === 0) return '';
	const names = same.map(each => {
		const place = each.stage === stage ? each.action : `${each.stage}/${each.action}`;
		const where = each.pipeline === pipeline ? place : `${each.pipeline} ${place}`;
		return each.at === null ? where : `${where} ${moment(each.at)}`;
	});
	const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
	const times = same.flatMap(({at}) => at ?? []);
	const since = same.length < 2 || times.length === 0 ? '' : `, since ${moment(Math.min(...times))}`;
	return `the same cause: ${names.slice(0, mostNamed).join(', ')}${more}${since}`;
}

function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
