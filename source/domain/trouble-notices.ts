import type {Notice} from './notice.ts';
import {own} from './own.ts';
import type {PipelineName} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import {isNobodys} from './select.ts';
import type {ScopeRecord, State} from './state.ts';
import {isBlinding, isOptional, type Trouble} from './trouble.ts';

/** What is worth telling of trouble between two states: that it came, each once, and that it has gone. */
export function troubleNotices(before: State, after: State): readonly Notice[] {
	return Object.values(after.scopes).flatMap((scope): readonly Notice[] => {
		const was = before.scopes[scope.id];
		if (was === undefined || was === scope) return [];
		const about = {at: after.now, scope: scope.id, pipeline: null};
		const isBack = was.trouble !== null && !isStillDenied(scope, was.trouble);
		const common = change(about, {was: was.trouble, is: scope.trouble, isBack}, before);
		// What concerns the whole scope is not told of each pipeline again.
		if (scope.trouble !== null) return common;
		const concerned = Object.values(scope.pipelines).filter(
			pipeline => was.pipelines[pipeline.name] !== pipeline || isBlinding(pipeline.trouble),
		);
		const each = concerned.flatMap(pipeline => [
			...ofPipeline(pipeline, was, after, before),
			...ofOptional(pipeline, was, scope, after.now),
		]);
		return [...common, ...each];
	});
}

type About = {readonly at: number; readonly scope: string; readonly pipeline: PipelineName | null};

/** What is told while there is trouble, and when trouble that was told has gone. `isBack`: what failed is answered again. */
function change(
	about: About,
	{was, is, isBack}: {readonly was: Trouble | null; readonly is: Trouble | null; readonly isBack: boolean},
	{announced}: State,
): readonly Notice[] {
	const of = `${about.scope} ${about.pipeline ?? ''}`;
	const keyOf = ({kind, since}: Trouble) => `trouble ${of} ${kind} ${since}`;
	if (is !== null) return [{...about, key: keyOf(is), kind: 'trouble', trouble: is}];
	if (was === null || !isBack || announced[keyOf(was)] === undefined) return [];
	return [{...about, key: `recovered ${of} ${was.since}`, kind: 'recovered', after: about.at - was.since}];
}

/** Trouble that keeps a row from being known. Of a pipeline that turned out to be nobody's business it is not even missed. */
function ofPipeline(
	pipeline: PipelineRecord,
	{pipelines}: ScopeRecord,
	after: State,
	before: State,
): readonly Notice[] {
	const met = own(pipelines, pipeline.name)?.trouble ?? null;
	const was = isBlinding(met) ? met : null;
	const is = isBlinding(pipeline.trouble) ? pipeline.trouble : null;
	if ((is === null && was === null) || isNobodys(pipeline, after)) return [];
	const about = {at: after.now, scope: pipeline.scope, pipeline: pipeline.name};
	return change(about, {was, is, isBack: true}, before);
}

/** What the looks do without is told of the first pipeline that lacks it, and again when the last one has it back. */
function ofOptional(
	{scope: id, name, trouble}: PipelineRecord,
	was: ScopeRecord,
	scope: ScopeRecord,
	at: number,
): readonly Notice[] {
	const met = optional(own(was.pipelines, name)?.trouble ?? null);
	const is = optional(trouble);
	if (met?.operation === is?.operation) return [];
	const about = {at, scope: id, pipeline: name};
	const of = (each: Trouble) => `${id} ${name} ${each.kind} ${each.operation} ${each.since}`;
	return [
		...(met === null || trouble !== null || lack(scope, met)
			? []
			: [{...about, key: `recovered ${of(met)}`, kind: 'recovered' as const, after: at - met.since}]),
		...(is === null || lack(was, is)
			? []
			: [{...about, key: `trouble ${of(is)}`, kind: 'trouble' as const, trouble: is}]),
	];
}

function optional(trouble: Trouble | null): Trouble | null {
	return isOptional(trouble) ? trouble : null;
}

/** Whether any pipeline of the scope does without a call. */
function lack({pipelines}: ScopeRecord, {operation}: Trouble): boolean {
	return Object.values(pipelines).some(({trouble}) => optional(trouble)?.operation === operation);
}

/** Whether what was denied to all is denied still, to fewer. */
function isStillDenied({pipelines}: ScopeRecord, {kind, operation}: Trouble): boolean {
	if (kind !== 'denied') return false;
	return Object.values(pipelines).some(
		({trouble}) => trouble?.kind === 'denied' && trouble.operation === operation,
	);
}
