import type {Execution} from '../domain/execution.ts';
import {newestOfEach} from '../domain/failed.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import type {ReadFailures} from '../engine/read-failures.ts';
import {ruleWords} from '../wording/rule-words.ts';
import {count} from '../wording/words.ts';

/** One sentence where nothing failed, and what was left out; null: there is nothing to say. */
export function noteOf(pipeline: PipelineName, read: ReadFailures): string | null {
	const {execution, failures, executions} = read;
	if (execution === null) {
		const looked = executions.length === 1 ? 'execution' : `${executions.length} executions`;
		return executions.length === 0
			? `nothing failed: ${pipeline} has never run`
			: `nothing failed in the last ${looked} of ${pipeline}`;
	}
	if (failures.length === 0) return endedWords(execution, read);
	return [stillWords(read), leftWords(read)].filter(words => words !== '').join('; ') || null;
}

/** A failed action does not end its siblings. */
function stillWords({own, failures}: ReadFailures): string {
	const stage = failures[0]?.run.stage;
	const moving = newestOfEach(own).filter(run => run.stage === stage && run.status === 'InProgress');
	if (moving.length === 0) return '';
	const names = moving.map(({action}) => action).sort();
	return `${names.join(', ')} still ${names.length === 1 ? 'runs' : 'run'}: more may fail`;
}

function endedWords({id, status, stopReason}: Execution, read: ReadFailures): string {
	const execution = `execution ${id}`;
	switch (status) {
		case 'Succeeded':
			return `nothing failed: ${execution} succeeded`;
		case 'InProgress':
			return `nothing has failed so far: ${execution} still runs`;
		case 'Stopping':
		case 'Stopped': {
			const why = stopReason === null ? '' : ` ("${stopReason}")`;
			return `nothing failed: ${execution} was stopped by somebody${why}${abandonedWords(read)}`;
		}
		case 'Superseded':
			return `nothing failed: ${execution} was superseded by a newer one`;
		case 'Cancelled':
			return `nothing failed: ${execution} was cancelled, as its pipeline was changed while it ran`;
		case 'Unknown':
			return `no action of ${execution} failed, but how it ended is not known`;
		case 'Failed':
			return conditionWords(execution, read);
	}
}

function abandonedWords({own}: ReadFailures): string {
	const left = newestOfEach(own).filter(({status}) => status === 'Abandoned');
	if (left.length === 0) return '';
	const names = left.map(({action}) => action).join(', ');
	return `; ${names} ${left.length === 1 ? 'was' : 'were'} abandoned: what ${left.length === 1 ? 'it' : 'they'} began may still run`;
}

/** A stage can fail without any of its actions. */
function conditionWords(execution: string, {condition, own, rules}: ReadFailures): string {
	if (condition === null)
		return `${execution} failed, but none of its actions: a condition of a stage did not hold, or the stage could not begin; the console shows which`;
	const entered = own.some(({stage}) => stage === condition);
	const kind = entered ? 'a condition for leaving it' : 'a condition for entering it';
	const which =
		rules.length === 0 ? '; the console shows which rule of it' : `: ${rules.map(ruleWords).join('; ')}`;
	return `${condition} failed, but none of its actions: ${kind} did not hold${which}`;
}

function leftWords({left}: ReadFailures): string {
	const parts = [
		left.logs === 0 ? '' : `${count(left.logs, 'further log')} left unread`,
		left.greens === 0 ? '' : `${count(left.greens, 'comparison')} with a green log left out`,
	].filter(part => part !== '');
	return parts.length === 0 ? '' : `${parts.join(', ')}, so as not to take longer`;
}
