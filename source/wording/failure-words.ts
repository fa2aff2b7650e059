import {causeOf} from '../diagnosis/cause.ts';
import type {Failing} from '../diagnosis/report.ts';
import {type Answer, answerTo} from '../domain/answer.ts';
import type {ActionCategory, ActionRun} from '../domain/pipeline.ts';
import type {ActionProgress} from '../domain/progress.ts';
import {actionLooks} from './glyphs.ts';
import {width} from './spans.ts';

/** One line of why an action failed; empty where nothing is said. */
export function causeWords(action: ActionProgress): string {
	const {run} = action;
	if (run === null) return '';
	return toldAnswer(run, action)?.words ?? causeOf(run);
}

/** How an action stands, in a word: an approval that failed was rejected, or it expired. */
export function stateWord(
	action: Pick<ActionProgress, 'state' | 'run' | 'category' | 'timeoutMinutes'>,
): string {
	const {state, run} = action;
	if (state !== 'Failed' || run === null) return actionLooks[state].word;
	return endingWord(toldAnswer(run, action)?.kind ?? null);
}

/** How a failed action ended, in a word; null: it is no approval. */
export function endingWord(answer: Answer['kind'] | null): string {
	switch (answer) {
		case null:
			return actionLooks.Failed.word;
		case 'rejected':
		case 'expired':
			return answer;
		case 'unknown':
			return 'not approved';
	}
}

/** How an approval was answered, with the words for it; null: it is none. */
export function toldAnswer(run: ActionRun, action: Parameters<typeof answerTo>[1]): Failing['answer'] {
	const answer = answerTo(run, action);
	return answer === null ? null : {kind: answer.kind, words: answerWords(answer)};
}

/** `rejected by alice: "not before Monday"`, `expired: nobody answered in 7 days`. */
export function answerWords(answer: Answer): string {
	switch (answer.kind) {
		case 'rejected':
			return `rejected${answer.by === null ? '' : ` by ${person(answer.by)}`}${quoted(answer.words)}`;
		case 'expired':
			return `expired: nobody answered in ${spelled(answer.after)}`;
		case 'unknown':
			return `not approved${quoted(answer.words)}`;
	}
}

/** What did not work, and where more of it stands. */
export interface WorkWords {
	readonly failed: string;
	readonly more: string;
}

const inConsole = 'o opens it in the console';

/** Who does the work of an action (`provider` of its type), where that tells more than its category. */
const providers: ReadonlyMap<string, WorkWords> = new Map(
	Object.entries({
		Lambda: {failed: 'the Lambda function failed', more: `what it printed is in its own log; ${inConsole}`},
		CloudFormation: {
			failed: 'the CloudFormation change failed',
			more: `the first failed event of the stack names the resource; ${inConsole}`,
		},
		CloudFormationStackSet: {
			failed: 'the stack set could not be changed',
			more: `its operation names the account and region that failed; ${inConsole}`,
		},
		CloudFormationStackInstances: {
			failed: 'the stack instances could not be changed',
			more: `the operation names the account and region that failed; ${inConsole}`,
		},
		ECS: {
			failed: 'the ECS deployment failed',
			more: `the events of the service and its stopped tasks say why; ${inConsole}`,
		},
		CodeDeployToECS: {
			failed: 'the ECS deployment by CodeDeploy failed',
			more: `the deployment names the step that failed; ${inConsole}`,
		},
		CodeDeploy: {
			failed: 'the CodeDeploy deployment failed',
			more: `its events name the instance and the script that failed; ${inConsole}`,
		},
		StepFunctions: {
			failed: 'the state machine failed',
			more: `the history of its execution names the state that failed; ${inConsole}`,
		},
		ElasticBeanstalk: {
			failed: 'the Elastic Beanstalk deployment failed',
			more: `the events of the environment say why; ${inConsole}`,
		},
		EKS: {
			failed: 'the deployment to EKS failed',
			more: `what kubectl and helm said is in its log; ${inConsole}`,
		},
		Commands: {failed: 'a command failed', more: `what it printed is in its own log; ${inConsole}`},
		CodePipeline: {failed: 'the pipeline that it starts failed', more: inConsole},
		S3: {failed: 'the copy to S3 failed', more: inConsole},
		CodeBuild: {failed: 'the build failed', more: inConsole},
	}),
);

const categories = {
	Source: {failed: 'the source could not be taken in', more: `nothing after it has started; ${inConsole}`},
	Build: {failed: 'the build failed', more: inConsole},
	Test: {failed: 'the test failed', more: inConsole},
	Deploy: {failed: 'the deployment failed', more: inConsole},
	Invoke: {failed: 'what it calls failed', more: inConsole},
	Approval: {failed: 'it was not approved', more: 'a retry of the stage asks anew'},
	Compute: {failed: 'the commands failed', more: inConsole},
	Unknown: {failed: 'the action failed', more: inConsole},
} as const satisfies Record<ActionCategory, WorkWords>;

/** What failed and where to look, by who does the work. */
export function workWords({provider, category}: Pick<ActionProgress, 'provider' | 'category'>): WorkWords {
	// A source's provider may be one that deploys elsewhere (S3), and what is read is not what is done.
	const known = category === 'Source' || category === 'Approval' ? undefined : providers.get(provider);
	return known ?? categories[category];
}

/** Who somebody is, without the account: `arn:aws:sts::123456789012:assumed-role/Admin/alice` is alice. */
export function person(arn: string): string {
	return arn.split(/[/:]/).at(-1)?.trim() || arn;
}

/** A text that may be wider than `columns`: then resources are told in it without their account, `…:role/deploy`. */
export function shortened(text: string, columns: number): string {
	return width(text) > columns ? text.replace(/\barn:[\w-]+:[\w-]+:[\w-]*:\d*:/g, '…:') : text;
}

/** A reviewer's own words, on one line. */
function quoted(words: string): string {
	const said = words.replace(/\s+/g, ' ').trim();
	return said === '' ? '' : `: "${said}"`;
}

/** `7 days`, `2 hours`, `90 minutes`: in the largest unit that leaves nothing over; ms in. */
function spelled(ms: number): string {
	const minutes = Math.round(ms / 60_000);
	const [number, unit] =
		minutes % 1440 === 0
			? [minutes / 1440, 'day']
			: minutes % 60 === 0
				? [minutes / 60, 'hour']
				: [minutes, 'minute'];
	return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
