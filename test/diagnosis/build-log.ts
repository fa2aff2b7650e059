import type {Build, BuildPhase, BuildStatus} from '../../source/domain/build.ts';
import type {LogLine} from '../../source/domain/log.ts';

const start = Date.UTC(2026, 10, 20, 20, 4);

/** Lines of a log, one second apart; a text of several lines becomes as many. `> ` at the beginning stands for the agent. */
export function log(...texts: readonly string[]): readonly LogLine[] {
	return texts
		.flatMap(text => text.split('\n'))
		.map((text, index) => ({
			at: start + index * 1000,
			text: text.startsWith('> ') ? `[Container] 2026/11/20 20:04:05.123456 ${text.slice(2)}` : text,
		}));
}

/** The end of a failed command as the agent reports it. */
export function failing(phase: string, script: string, status = 1): readonly string[] {
	return [
		`> Command did not exit successfully ${script} exit status ${status}`,
		`> Phase complete: ${phase} State: FAILED`,
		`> Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: ${script}. Reason: exit status ${status}`,
	];
}

export function phase(name: string, status: BuildStatus | null, message: string | null = null): BuildPhase {
	return {
		name,
		status,
		startedAt: start,
		endedAt: start + 60_000,
		messages: message === null ? [] : [{code: 'COMMAND_EXECUTION_ERROR', message}],
	};
}

export function build(status: BuildStatus, ...phases: readonly BuildPhase[]): Build {
	return {
		id: 'l-indexer-staging-167000-build:444c1ea1',
		project: 'l-indexer-staging-167000-build',
		status,
		phases,
		startedAt: start,
		endedAt: start + 84_000,
		log: {kind: 'stream', group: '/aws/codebuild/l-indexer', stream: '444c1ea1'},
		url: null,
	};
}
