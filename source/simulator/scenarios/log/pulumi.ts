import type {Random} from '../../random.ts';
import {bold, cyan, green, grey, magenta, yellow} from './ansi.ts';
import {type Step, step} from './step.ts';
import type {BuildSubject} from './subject.ts';

const kinds = [
	'aws:cloudwatch:LogGroup',
	'aws:cloudwatch:MetricAlarm',
	'aws:ec2:SecurityGroup',
	'aws:ec2:SecurityGroupRule',
	'aws:ecs:Service',
	'aws:ecs:TaskDefinition',
	'aws:iam:Role',
	'aws:iam:RolePolicy',
	'aws:lb:TargetGroup',
	'aws:rds:ClusterInstance',
	'aws:secretsmanager:Secret',
	'aws:sns:Topic',
] as const;
const parts = [
	'api',
	'alarm-error-rate',
	'dead-letter',
	'exec',
	'ingest',
	'logs',
	'migrate',
	'tasks',
	'worker',
] as const;

/** The resources of an app, the same in every run of it. */
function resources(subject: BuildSubject, stable: Random): string[] {
	return Array.from({length: 64}, (_, index) => {
		const name = `${subject.app}-${stable.pick(parts)}-${index}`;
		return `${cyan(stable.pick(kinds))} ${bold(name)}`;
	});
}

/** Compiling the stack's program and deploying it. */
export function pulumiDeploy(subject: BuildSubject, stable: Random, own: Random): Step[] {
	const all = () => resources(subject, stable.fork('resources'));
	const cancel = subject.app === 'kailua-batch' ? 'pulumi cancel --yes || true' : 'pulumi cancel --yes';
	const canceled = `The currently running update for '${subject.stack}' has been canceled!`;
	return [
		step('enter', enter(subject)),
		step(
			'pulumi-install',
			'pulumi install',
			() => pulumiInstall(stable.fork('install'), own.fork('install')),
			3,
		),
		step('build-program', 'npm run build', () => compile(subject, own.fork('compile')), 2),
		step('announce', 'echo "DEPLOYING stack $STACK_NAME"', [`DEPLOYING stack ${subject.stack}`]),
		step('select', 'pulumi stack select --non-interactive "$STACK_NAME"'),
		step('cancel', cancel, [canceled]),
		step('refresh', 'pulumi refresh --yes', () => refresh(subject, all(), own.fork('refresh')), 8),
		step('up', 'pulumi up --yes', () => up(subject, all(), own.fork('up')), 20),
	];
}

function enter({app}: BuildSubject): string {
	if (app !== 'kailua-batch') return 'cd infra/$APP_NAME';
	return [
		'if [ ! -d "infra/$APP_NAME" ]; then',
		'  echo "ERROR: infra/$APP_NAME is missing from this checkout, is the branch up to date?"',
		'  exit 1',
		'fi',
		'cd infra/$APP_NAME',
	].join('\n');
}

/** Two lines for a resource: that something begins, and that it is done. */
function changing(resource: string, word: string, own: Random): string[] {
	const done = word.replace(/ing$/, 'ed');
	return [
		` ${magenta('~')}  ${resource} ${yellow(word)} (0s)`,
		` ${magenta('~')}  ${resource} ${green(done)} (${own.between(0.2, 44).toFixed(1)}s)`,
	];
}

function refresh(subject: BuildSubject, all: readonly string[], own: Random): string[] {
	return [
		`Refreshing (${subject.stack}):`,
		...all.flatMap(resource => changing(resource, 'refreshing', own)),
		'',
		bold('Resources:'),
		`    ${all.length} unchanged`,
		'',
		`Duration: ${own.integer(31, 58)}s`,
	];
}

function up(subject: BuildSubject, all: readonly string[], own: Random): string[] {
	const changed = all.filter((_, index) => index % 9 === 4);
	return [
		`Previewing update (${subject.stack}):`,
		...all.map(resource => `    ${changed.includes(resource) ? magenta('~ ') : '  '} ${resource}`),
		'',
		`Updating (${subject.stack}):`,
		...changed.flatMap(resource => changing(resource, 'updating', own)),
		...serviceRollout(subject, own),
		'',
		bold('Outputs:'),
		`    service  : "lanes-${subject.app}-${subject.chain ?? subject.environment}"`,
		`    lastError: ${grey('"none"')}`,
		bold('Resources:'),
		`    ${magenta('~')} ${changed.length} updated`,
		`    ${all.length - changed.length} unchanged`,
		'',
		`Duration: ${own.integer(2, 5)}m${own.integer(1, 58)}s`,
		`View in backend: s3://lanes-pulumi-state/${subject.app}/${subject.stack}`,
	];
}

function pulumiInstall(stable: Random, own: Random): string[] {
	const plugins = ['aws-6.52', 'docker-build-0.0.6', 'random-4.16', 'tls-5.0', 'command-1.0'];
	return [
		'Installing dependencies...',
		...Array.from(
			{length: 140},
			() => `npm http fetch GET 200 /pulumi-${stable.hex(4)} ${own.integer(5, 300)}ms`,
		),
		'added 288 packages in 17s',
		'Finished installing dependencies',
		...plugins.map(plugin => `[resource plugin ${plugin}.0] installing`),
	];
}

function compile(subject: BuildSubject, own: Random): string[] {
	const files = ['index.ts', 'alarms.ts', 'errorHandler.ts', 'network.ts', 'service.ts', 'failover.ts'];
	return [
		'',
		`> lanes-${subject.app}@1.0.0 build`,
		'> tsc --listEmittedFiles',
		'',
		...files.map(file => `TSFILE: infra/${subject.app}/bin/${file.replace('.ts', '.js')}`),
		`Found 0 errors in ${files.length} files (${own.integer(900, 2400)}ms).`,
	];
}

function serviceRollout(subject: BuildSubject, own: Random): string[] {
	return Array.from({length: 60}, (_, index) =>
		index % 14 === 9
			? `@ service lanes-${subject.app}: health check failed (${own.integer(1, 2)} of 5), the task is still starting`
			: `@ service lanes-${subject.app}: running ${Math.min(2, Math.floor(index / 25))} of 2, pending ${index < 50 ? 1 : 0}`,
	);
}
