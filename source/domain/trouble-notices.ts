import type {Notice} from './notice.ts';
import {own} from './own.ts';
import type {PipelineRecord} from './record.ts';
import {isNobodys} from './select.ts';
import type {ScopeRecord, State, ToldTrouble} from './state.ts';
import {isBlinding, isOptional, isUpToUser, type Trouble} from './trouble.ts';

/** What is told of trouble, and all that was told and has not gone. */
export interface TroubleNotices {
	readonly notices: readonly Notice[];
	readonly troubles: State['troubles'];
}

/**
 * What is worth telling of trouble between two states: that it came, each once, and that it has gone. What was told is followed
 * by its end: its own, or that of trouble common to the scope which covers it.
 */
export function troubleNotices(before: State, after: State): TroubleNotices {
	return Object.values(after.scopes)
		.filter(scope => before.scopes[scope.id] !== scope)
		.reduce<TroubleNotices>(
			({notices, troubles}, scope) => {
				const news = ofScope(scope, after, troubles);
				return {notices: [...notices, ...news.notices], troubles: news.troubles};
			},
			{notices: [], troubles: after.troubles},
		);
}

function ofScope(scope: ScopeRecord, state: State, troubles: State['troubles']): TroubleNotices {
	const open = troubles.filter(told => told.scope === scope.id);
	// What concerns the whole scope is not told of each pipeline again, and its end ends all that it covers.
	const common = open.find(told => told.pipeline === null) ?? null;
	const gone = open.filter(told => isGone(told, scope));
	const isOver = common !== null && gone.includes(common);
	const ended = scope.trouble === null ? (isOver ? [common] : gone.filter(isNews(scope))) : [];
	const closed = scope.trouble === null ? gone : [];
	const left = open.filter(told => !closed.includes(told));
	const fresh =
		scope.trouble === null ? ofPipelines(scope, state, left) : ofCommon(scope, scope.trouble, common);
	if (fresh.length === 0 && closed.length === 0) return {notices: [], troubles};
	const replaced = (told: ToldTrouble) =>
		fresh.some(each => each.told.pipeline === told.pipeline && each.told.operation === told.operation);
	return {
		notices: [
			...ended.map(told => recovered(told, state.now)),
			...fresh.map(each => trouble(each, state.now)),
		],
		troubles: [
			...troubles.filter(told => !closed.includes(told) && !(told.scope === scope.id && replaced(told))),
			...fresh.map(({told}) => told),
		],
	};
}

interface Fresh {
	readonly told: ToldTrouble;
	readonly met: Trouble;
}

function fresh(scope: ScopeRecord, pipeline: string | null, met: Trouble): Fresh {
	const operation = isOptional(met) ? met.operation : null;
	return {met, told: {scope: scope.id, pipeline, operation, kind: met.kind, since: met.since}};
}

function ofCommon(scope: ScopeRecord, met: Trouble, told: ToldTrouble | null): readonly Fresh[] {
	// Keys that are refused again are told again, though the trouble around them has not gone.
	const isAgain = told !== null && isUpToUser(met.kind) && met.since > told.since;
	return isTold(met, told) && !isAgain ? [] : [fresh(scope, null, met)];
}

/** Whether trouble was told already: that it changes is news only where it comes to be the user's to end it. */
function isTold({kind}: Trouble, told: ToldTrouble | null): boolean {
	return told !== null && (told.kind === kind || !isUpToUser(kind));
}

function ofPipelines(scope: ScopeRecord, state: State, open: readonly ToldTrouble[]): readonly Fresh[] {
	const all: Fresh[] = [];
	for (const pipeline of Object.values(scope.pipelines)) {
		const {trouble: met} = pipeline;
		if (met === null || !isOwn(pipeline, met, state)) continue;
		// What the looks do without is told of the first pipeline that lacks it.
		const told = [...open, ...all.map(each => each.told)].find(each =>
			isOptional(met)
				? each.operation === met.operation
				: each.operation === null && each.pipeline === pipeline.name,
		);
		if (!isTold(met, told ?? null)) all.push(fresh(scope, pipeline.name, met));
	}
	return all;
}

/** Of a pipeline that turned out to be nobody's business trouble is not even missed. */
function isOwn(pipeline: PipelineRecord, met: Trouble, state: State): boolean {
	const {shared = false} = met;
	return !shared && (isOptional(met) || !isNobodys(pipeline, state));
}

/** Whether what was told is over. */
function isGone({pipeline, operation, kind}: ToldTrouble, scope: ScopeRecord): boolean {
	if (pipeline === null) return scope.trouble === null && !(kind === 'denied' && isStillDenied(scope));
	const met = own(scope.pipelines, pipeline)?.trouble ?? null;
	// What a pipeline lacks that cannot be seen is not known.
	return operation === null ? !isBlinding(met) : !isBlinding(met) && !isLacking(scope, operation);
}

/** Of a pipeline that is gone there is nothing to tell. */
function isNews({pipelines}: ScopeRecord): (told: ToldTrouble) => boolean {
	return ({pipeline}) => pipeline === null || own(pipelines, pipeline) !== undefined;
}

/** Whether any pipeline of the scope does without a call. */
function isLacking({pipelines}: ScopeRecord, operation: string): boolean {
	return Object.values(pipelines).some(({trouble: met}) => isOptional(met) && met.operation === operation);
}

/** Whether what was denied to all is denied still, to fewer. */
function isStillDenied({pipelines}: ScopeRecord): boolean {
	return Object.values(pipelines).some(({trouble: met}) => isBlinding(met) && met.kind === 'denied');
}

/** What the keys of one trouble have in common. */
function keyOf({scope, pipeline, operation, since}: ToldTrouble): string {
	return `${scope} ${pipeline ?? ''} ${operation ?? ''} ${since}`;
}

function trouble({told, met}: Fresh, at: number): Notice {
	const {scope, pipeline, kind} = told;
	return {at, key: `trouble ${keyOf(told)} ${kind}`, scope, pipeline, kind: 'trouble', trouble: met};
}

function recovered(told: ToldTrouble, at: number): Notice {
	const {scope, pipeline, since} = told;
	return {at, key: `recovered ${keyOf(told)}`, scope, pipeline, kind: 'recovered', after: at - since};
}
