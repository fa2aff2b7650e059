import {timedPhases} from '../scenario.ts';
import type {FileEvent, FileOutcome, FilePipeline, FileStage, ScenarioFile} from './file/schema.ts';

const chains = ['Base', 'Taiko'];
const first = '1f0a6b2c3d4e5f60718293a4b5c6d7e8f9012345';
const second = '2e1b7c3d4f5a60b1829304a5b6c7d8e9f0a12346';
const third = '3d2c8d4e5a6b71c2930415b6c7d8e9f0a1b23457';

const staging = {name: 'Staging', chains};
const production = {name: 'Production', approval: 'Approve', chains};

const whole = (name: string): FilePipeline => ({name, stages: [staging, production]});
const single = (name: string): FilePipeline => ({name, stages: [{name: 'Deploy', chains: ['Base']}]});

const alarm = {name: 'Errors', provider: 'CloudWatchAlarm', configuration: {AlarmName: 'errors'}} as const;
/** Open on the 30th of February. */
const shut = {
	name: 'Window',
	provider: 'DeploymentWindow',
	configuration: {Cron: '0 0 0 30 2 ?'},
	timeout: '5m',
} as const;

/** A pipeline for each end that a condition can bring about. */
const conditions: Readonly<Record<string, Partial<FileStage>>> = {
	'entry-refused': {beforeEntry: {result: 'FAIL', rules: [alarm]}},
	'entry-skipped': {beforeEntry: {result: 'SKIP', rules: [shut]}},
	overridden: {beforeEntry: {result: 'FAIL', rules: [alarm]}},
	'undone-after-success': {onSuccess: {result: 'ROLLBACK', rules: [alarm]}},
	'undone-after-failure': {onFailure: {result: 'ROLLBACK'}},
	'retries-itself': {onFailure: {result: 'RETRY', mode: 'FAILED_ACTIONS'}},
};
const conditional = Object.entries(conditions).map(([name, said]): FilePipeline => {
	return {name, stages: [{name: 'Deploy', chains: ['Base'], ...said}]};
});

/** One pipeline for each phase that a build can fail in. */
const phases = timedPhases.map(phase => ({
	phase,
	name: `fails-${phase.toLowerCase().replaceAll('_', '-')}`,
}));

const failures: FileOutcome[] = [
	...phases.map(({phase, name}): FileOutcome => ({pipeline: name, fails: phase, takes: '4m'})),
	{pipeline: 'fails-inside-aws', fails: {status: 'FAULT', code: 'INTERNAL_ERROR'}, takes: '3m'},
	{pipeline: 'times-out', fails: {status: 'TIMED_OUT'}, takes: '20m'},
	{
		pipeline: 'source-fails',
		stage: 'Source',
		commit: first,
		fails: {code: 'ConnectionNotAvailable', message: 'The connection is not available to the pipeline'},
	},
	{pipeline: 'retried', stage: 'Staging', action: '*Taiko', attempt: 1, fails: 'pulumi-locked', takes: '3m'},
	{pipeline: 'stays-failed', stage: 'Production', action: '*Base', fails: 'resource-exists', takes: '3m'},
	{
		rule: 'Errors',
		commit: first,
		takes: '30s',
		fails: {code: 'AlarmState', message: 'Alarm errors is in state ALARM'},
	},
	{pipeline: 'undone-after-failure', commit: first, fails: 'pulumi-locked', takes: '3m'},
	{pipeline: 'retries-itself', commit: first, attempt: 1, fails: 'pulumi-locked', takes: '3m'},
	{pipeline: 'stopped', takes: '10m'},
	{pipeline: 'abandoned', takes: '10m'},
	{pipeline: 'cancelled', takes: '10m'},
	{pipeline: 'queued', takes: '15m'},
	{pipeline: 'parallel', takes: '15m'},
];

const answers: FileOutcome[] = [
	{pipeline: 'succeeded', approved: '3m', summary: 'quiet enough'},
	{pipeline: 'retried', approved: '3m'},
	{pipeline: 'stays-failed', approved: '2m'},
	{pipeline: 'queued', approved: '2m'},
	{pipeline: 'parallel', approved: '2m'},
	{pipeline: 'rejected', rejected: '4m', summary: 'not in this night'},
];

const people: FileEvent[] = [
	{at: '0s', disable: 'closed', stage: 'Production', reason: 'no deployments at night'},
	{at: '4m', stop: 'stopped', reason: 'wrong branch'},
	{at: '4m', stop: 'abandoned', reason: 'it hangs', abandon: true},
	{at: '5m', edit: 'cancelled'},
	{at: '5m', override: 'overridden', stage: 'Deploy', condition: 'beforeEntry'},
	{at: '7m', retry: 'retried'},
	{at: '8m', rollback: 'undone-by-hand', stage: 'Deploy'},
	{at: '50m', enable: 'closed', stage: 'Production'},
];

/** Every way to misbehave has its minutes. */
const faults: FileEvent[] = [
	{at: '14m', faults: ['throttle:0.5'], for: '3m'},
	{at: '18m', faults: ['slow:0.3'], for: '2m'},
	{at: '22m', faults: ['500:0.3'], for: '3m'},
	{at: '27m', faults: ['html:0.3'], for: '2m'},
	{at: '31m', faults: ['empty:0.3'], for: '2m'},
	{at: '35m', faults: ['drop:0.3'], for: '3m'},
	{at: '40m', faults: ['denied:BatchGetBuilds', 'denied:FilterLogEvents:0.5'], for: '4m'},
	{at: '46m', faults: ['expired'], for: '2m'},
	{at: '50m', faults: ['lag'], for: '3m'},
	{at: '54m', faults: ['throttle:0.2', 'slow:0.1', '500:0.1', 'drop:0.1'], for: '4m'},
];

/** Every kind of ending and every fault, within an hour of simulated time. */
export const roughNight: ScenarioFile = {
	repository: 'harbor/night',
	past: {executions: 2, every: '8h'},
	pipelines: [
		...[
			'succeeded',
			'stopped',
			'abandoned',
			'superseded',
			'cancelled',
			'rejected',
			'source-fails',
			'closed',
			'retried',
			'stays-failed',
		].map(whole),
		{name: 'expired', stages: [staging, {...production, approval: {name: 'Approve', timeout: '5m'}}]},
		{...whole('queued'), mode: 'QUEUED'},
		{...whole('parallel'), mode: 'PARALLEL'},
		...phases.map(({name}) => single(name)),
		...['fails-inside-aws', 'times-out', 'undone-by-hand'].map(single),
		...conditional,
	],
	commits: [
		{sha: first, message: 'feat: sleep when nothing happens', author: 'ada', at: '1m'},
		{sha: second, message: 'fix: wake up again', author: 'grace', at: '11m'},
		{sha: third, message: 'docs: say when it sleeps', author: 'edsger', at: '21m'},
	],
	outcomes: [...failures, ...answers, {takes: '3m'}],
	events: [...people, ...faults],
};
