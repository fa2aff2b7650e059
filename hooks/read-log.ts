import type {ScopeId} from '../source/domain/pipeline.ts';
import type {Desk} from './desk.ts';

/** As many lines are enough to tell what failed: they are the last ones. */
const enough = 9000;

/**
 * Has a build's log read as far as it takes to tell what failed; resolves at once where it was, or where `isFree` says that
 * another log is being read, which must go on.
 */
export function readLog(
	{store, send}: Pick<Desk, 'store' | 'send'>,
	scope: ScopeId,
	build: string,
	isFree: () => boolean,
): Promise<void> {
	const isRead = () => {
		const log = store.getState().scopes[scope]?.logs[build];
		return log !== undefined && (log.fromStart || log.gap !== null || log.lines.length >= enough);
	};
	if (isRead() || !isFree()) return Promise.resolve();
	return new Promise(resolve => {
		const silence = store.subscribe(() => {
			if (!isRead() && isFree()) return;
			silence();
			if (isFree()) send({kind: 'unwatch-build'});
			resolve();
		});
		send({kind: 'watch-build', scope, build});
	});
}
