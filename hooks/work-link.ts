import type {Desk} from './desk.ts';
import type {LogSource} from './use-log-target.ts';

/** The console's page that shows most of an action: the build's log, else what does the work, else the pipeline. */
export function workLink(desk: Pick<Desk, 'link' | 'opened'>, {build, action, target}: LogSource): string {
	const page = build?.url ?? action?.run?.url ?? null;
	return page === null
		? desk.link(target.scope, target.pipeline, {execution: target.execution})
		: desk.opened(target.scope, page);
}
