import type {BuildFailure} from '../../scenario.ts';
import {red} from './ansi.ts';
import {hosts, recap, taskTitle} from './ansible.ts';
import {pipelineSession} from './role.ts';
import type {Script, Step, StepPhase} from './step.ts';
import type {BuildSubject} from './subject.ts';

/** A way for a build to fail. */
export type FailureKind = keyof typeof failures;

type FailureRule = {
	readonly phase: StepPhase;
	/** The step that ends the build; a build without that step cannot fail so. */
	readonly step: string;
	readonly exit: number;
	/** What steps print then, by step. */
	readonly output: Readonly<
		Record<string, (subject: BuildSubject, usual: readonly string[]) => readonly string[]>
	>;
};

const failures = {
	/** The deployment role refuses. `| tail -1` hides the exit status, so that only the check after it stops the build. */
	'assume-role-denied': {
		phase: 'BUILD',
		step: 'account-check',
		exit: 1,
		output: {
			'assume-role': subject => [
				'',
				`An error occurred (AccessDenied) when calling the AssumeRole operation: User: ${pipelineSession(subject)} is not authorized to perform: sts:AssumeRole on resource: ${subject.role}`,
			],
			'account-check': subject => [
				`Running as ${pipelineSession(subject)}`,
				'ERROR: Still using ops account (pipeline role). Assume-role did not take effect.',
			],
		},
	},
	/** Two builds on one stack; on an S3 backend the lock is a file. */
	'pulumi-locked': {
		phase: 'BUILD',
		step: 'refresh',
		exit: 255,
		output: {
			refresh: subject => [
				`Refreshing (${subject.stack}):`,
				'',
				`${red('error: ')}the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.`,
				`  s3://lanes-pulumi-state/.pulumi/locks/organization/${subject.app}/${subject.stack}/${subject.buildId}.json: created by root@build (pid 412)`,
			],
		},
	},
	/** Something made by hand that the state does not know. */
	'resource-exists': {
		phase: 'BUILD',
		step: 'up',
		exit: 255,
		output: {
			up: (subject, usual) => [
				...usual.slice(0, Math.floor(usual.length * 0.6)),
				` ${red('+')}  aws:iam:Role ${subject.app}-exec ${red('**creating failed**')} ${red('error:')} 1 error occurred:`,
				'Diagnostics:',
				`  aws:iam:Role (${subject.app}-exec):`,
				`    ${red('error:')} 1 error occurred:`,
				`    \t* creating IAM Role (${subject.app}-exec): EntityAlreadyExists: Role with name ${subject.app}-exec already exists.`,
				`  pulumi:pulumi:Stack (${subject.stack}):`,
				`    ${red('error:')} update failed`,
			],
		},
	},
	/** The registry does not take the token. */
	'docker-unauthorized': {
		phase: 'PRE_BUILD',
		step: 'docker-login',
		exit: 1,
		output: {
			'docker-login': () => [
				'Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
			],
		},
	},
	/** The stack's own program does not compile. */
	'program-broken': {
		phase: 'BUILD',
		step: 'build-program',
		exit: 2,
		output: {
			'build-program': (subject, usual) => [
				...usual.slice(0, 4),
				`alarms.ts(41,29): ${red('error')} TS2339: Property 'batchLateAlarm' does not exist on type 'typeof import("./names")'.`,
				`index.ts(18,3): ${red('error')} TS2554: Expected 2 arguments, but got 3.`,
				`npm ${red('error')} Lifecycle script \`build\` failed with error:`,
				`npm ${red('error')} code 2`,
				`npm ${red('error')} path infra/${subject.app}`,
				`npm ${red('error')} command sh -c tsc --listEmittedFiles`,
			],
		},
	},
	/** A machine does not answer. */
	'host-unreachable': {
		phase: 'BUILD',
		step: 'playbook',
		exit: 4,
		output: {
			playbook: (subject, usual) => {
				const [lost = '', ...others] = hosts(subject).toReversed();
				return [
					...usual.slice(0, Math.floor(usual.length * 0.35)),
					'',
					taskTitle('driver : Write the configuration'),
					...others.map(host => `ok: [${host}]`),
					red(
						`fatal: [${lost}]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: ssh: connect to host ${lost} port 22: Connection timed out", "unreachable": true}`,
					),
					'',
					'PLAY RECAP '.padEnd(110, '*'),
					...others.map(host => recap(host, 20, 0)),
					recap(lost, 11, 1),
				];
			},
		},
	},
} satisfies Record<string, FailureRule>;

/** All of them, for drawing lots. */
export const failureKinds = Object.keys(failures) as readonly FailureKind[]; // its keys are exactly these

/** The rule behind a kind. */
export const failureRule = (kind: FailureKind): FailureRule => failures[kind];

/** What the failed steps of a script print, in place of what they usually print. */
export function failedScript(script: Script, kind: FailureKind, subject: BuildSubject): Script {
	const {output, phase} = failureRule(kind);
	const steps = script[phase].map((usual): Step => {
		const written = output[usual.id];
		return written === undefined ? usual : {...usual, output: () => written(subject, usual.output())};
	});
	return {...script, [phase]: steps};
}

/** What CodeBuild says about a failure: the whole command, as long as it is. Undefined when the script has no such step. */
export function buildFailure(kind: FailureKind, script: Script): BuildFailure | undefined {
	const {phase, step, exit} = failureRule(kind);
	const command = script[phase].find(({id}) => id === step)?.command;
	if (command === undefined) return undefined;
	return {
		phase,
		statusCode: 'COMMAND_EXECUTION_ERROR',
		message: `Error while executing command: ${command}. Reason: exit status ${exit}`,
	};
}
