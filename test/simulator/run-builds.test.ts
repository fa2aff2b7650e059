import {existsSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {commit, deployment} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
	served = await serve(emptyAccount, {runBuilds: true});
});
afterEach(() => served.simulator.close());

const ask = (operation: string, input: object) => served.ask('codebuild', operation, input);
type Build = {
	readonly id: string;
	readonly buildStatus: string;
	readonly buildComplete: boolean;
	readonly phases: readonly {
		readonly phaseType: string;
		readonly phaseStatus?: string;
		readonly contexts?: readonly {readonly statusCode: string; readonly message: string}[];
	}[];
	readonly exportedEnvironmentVariables: readonly object[];
};

const createProject = (name: string, buildspec: object | string | undefined, more: object = {}) =>
	ask('CreateProject', {
		name,
		source: {
			type: 'CODEPIPELINE',
			buildspec: typeof buildspec === 'object' ? JSON.stringify(buildspec) : buildspec,
		},
		artifacts: {type: 'CODEPIPELINE'},
		environment: {type: 'LINUX_CONTAINER', image: 'mine', computeType: 'BUILD_GENERAL1_SMALL'},
		serviceRole: 'arn:aws:iam::123456789012:role/builder',
		...more,
	});

const read = async (id: string) => ((await ask('BatchGetBuilds', {ids: [id]})).body.builds as [Build])[0];
/** The build when its machine is there, which its commands then run on. */
async function start(buildspec: object | string | undefined, more: object = {}): Promise<string> {
	await createProject('demo', buildspec);
	const {body} = await ask('StartBuild', {projectName: 'demo', ...more});
	served.pass(10);
	return (body.build as Build).id;
}
const ended = (id: string) =>
	vi.waitFor(
		async () => {
			const build = await read(id);
			expect(build.buildComplete).toBe(true);
			return build;
		},
		{timeout: 20_000, interval: 20},
	);
async function log(id: string): Promise<string> {
	const [project, uuid] = id.split(':');
	const place = {logGroupName: `/aws/codebuild/${project}`, logStreamName: uuid, startFromHead: true};
	const {events} = (await served.ask('logs', 'GetLogEvents', place)).body as {events: {message: string}[]};
	return events.map(({message}) => message.replace(/^\[Container\] \S+ \S+ /, '> ')).join('');
}
const phasesOf = ({phases}: Build) =>
	Object.fromEntries(phases.map(({phaseType, phaseStatus}) => [phaseType, phaseStatus]));
const withCommands = (...commands: readonly string[]) => ({version: 0.2, phases: {build: {commands}}});
const isAlive = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

describe('the commands of a build', () => {
	it('run one after the other in one shell, and make the log', async () => {
		const id = await start({
			version: 0.2,
			env: {variables: {GREETING: 'hello'}, 'exported-variables': ['RESULT']},
			phases: {
				install: {commands: ['cd .. && NAME=world', 'echo to stderr >&2']},
				build: {commands: ['printf "%s %s without end" "$GREETING" "$NAME"', 'pwd', 'RESULT="a b"']},
			},
		});
		const build = await ended(id);
		expect(build.buildStatus).toBe('SUCCEEDED');
		expect(build.exportedEnvironmentVariables).toEqual([{name: 'RESULT', value: 'a b'}]);
		expect(build.phases).toHaveLength(11);
		const text = await log(id);
		const source = /CODEBUILD_SRC_DIR=(.*)/.exec(text)?.[1] ?? '';
		expect(text.slice(text.indexOf('> Phases found'))).toBe(
			`${[
				'> Phases found in YAML: 2',
				'>  INSTALL: 2 commands',
				'>  BUILD: 3 commands',
				'> Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED',
				'> Phase context status code:  Message: ',
				'> Entering phase INSTALL',
				'> Running command cd .. && NAME=world',
				'> Running command echo to stderr >&2',
				'to stderr',
				'> Phase complete: INSTALL State: SUCCEEDED',
				'> Phase context status code:  Message: ',
				'> Entering phase PRE_BUILD',
				'> Phase complete: PRE_BUILD State: SUCCEEDED',
				'> Phase context status code:  Message: ',
				'> Entering phase BUILD',
				'> Running command printf "%s %s without end" "$GREETING" "$NAME"',
				'hello world without end',
				'> Running command pwd',
				source.replace(/\/src$/, ''),
				'> Running command RESULT="a b"',
				'> Phase complete: BUILD State: SUCCEEDED',
				'> Phase context status code:  Message: ',
				'> Entering phase POST_BUILD',
				'> Phase complete: POST_BUILD State: SUCCEEDED',
				'> Phase context status code:  Message: ',
				'> Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED',
				'> Phase context status code:  Message: ',
			].join('\n')}\n`,
		);
		expect(existsSync(source)).toBe(false);
	});

	it('decide with their exit status; what follows a failed BUILD sees it', async () => {
		const id = await start({
			version: 0.2,
			phases: {
				build: {commands: ['echo before', 'exit 3', 'echo never'], finally: ['echo finally']},
				post_build: {commands: ['echo succeeding=$CODEBUILD_BUILD_SUCCEEDING']},
			},
		});
		const build = await ended(id);
		expect([build.buildStatus, phasesOf(build)]).toMatchObject([
			'FAILED',
			{INSTALL: 'SUCCEEDED', BUILD: 'FAILED', POST_BUILD: 'SUCCEEDED', UPLOAD_ARTIFACTS: 'SUCCEEDED'},
		]);
		const text = await log(id);
		expect(text).toContain(
			'> Command did not exit successfully exit 3 exit status 3\n> Running command echo finally\nfinally\n',
		);
		expect(text).toContain('\nsucceeding=0\n');
		expect(text).not.toContain('\nnever\n');
		expect(build.phases.find(({phaseType}) => phaseType === 'BUILD')?.contexts).toEqual([
			{
				statusCode: 'COMMAND_EXECUTION_ERROR',
				message: 'Error while executing command: exit 3. Reason: exit status 3',
			},
		]);
	});

	it('are left out after an earlier failure, unless on-failure goes on', async () => {
		const spec = (more: object) => ({
			version: 0.2,
			phases: {install: {commands: ['false'], ...more}, build: {commands: ['echo built']}},
		});
		const aborted = await ended(await start(spec({})));
		expect(phasesOf(aborted)).toMatchObject({INSTALL: 'FAILED', UPLOAD_ARTIFACTS: 'SUCCEEDED'});
		expect(phasesOf(aborted)).not.toHaveProperty('BUILD');
		const id = await start('', {buildspecOverride: JSON.stringify(spec({'on-failure': 'CONTINUE'}))});
		expect([(await ended(id)).buildStatus, await log(id)]).toEqual([
			'FAILED',
			expect.stringContaining('\nbuilt\n'),
		]);
	});

	it('run each in a shell of its own in version 0.1', async () => {
		const id = await start({
			version: 0.1,
			phases: {
				pre_build: {commands: ['export A=1; cd /']},
				build: {commands: ['echo "A=[$A] in $PWD of $CODEBUILD_SRC_DIR"', 'exit 3']},
				post_build: {commands: ['echo succeeding=$CODEBUILD_BUILD_SUCCEEDING']},
			},
		});
		const build = await ended(id);
		expect(phasesOf(build)).toMatchObject({PRE_BUILD: 'SUCCEEDED', BUILD: 'FAILED', POST_BUILD: 'SUCCEEDED'});
		const text = await log(id);
		expect(text).toMatch(/^A=\[\] in (.+) of \1$/m);
		expect(text).toContain('\nsucceeding=0\n');
	});

	it('are not tried again on-failure: RETRY, and the log says so', async () => {
		const id = await start({
			version: 0.2,
			phases: {
				build: {commands: ['echo once; false'], 'on-failure': 'RETRY-2'},
				post_build: {commands: ['echo after']},
			},
		});
		expect(phasesOf(await ended(id))).toMatchObject({BUILD: 'FAILED', UPLOAD_ARTIFACTS: 'SUCCEEDED'});
		const text = await log(id);
		expect(text).toContain('> on-failure: RETRY of phase BUILD is not simulated, it is taken for ABORT\n');
		expect(text.match(/^once$/gm)).toHaveLength(1);
		expect(text).not.toContain('\nafter\n');
	});

	it('find a clean environment with the variables of CodeBuild, the project above the buildspec', async () => {
		vi.stubEnv('SECRET_OF_MINE', 'x');
		vi.stubEnv('AWS_PROFILE', 'mine');
		const id = await start(
			{
				version: 0.2,
				env: {shell: 'bash', variables: {LEVEL: 'info'}},
				phases: {build: {commands: ['env', '[[ a == a ]]']}},
			},
			{
				environmentVariablesOverride: [{name: 'LEVEL', value: 'debug'}],
			},
		);
		vi.unstubAllEnvs();
		expect((await ended(id)).buildStatus).toBe('SUCCEEDED');
		const text = await log(id);
		for (const line of [
			`CODEBUILD_BUILD_ID=${id}`,
			'CODEBUILD_BUILD_NUMBER=1',
			'CODEBUILD_INITIATOR=operator',
			'LEVEL=debug',
			`AWS_ENDPOINT_URL=${served.simulator.url}`,
		])
			expect(text).toContain(`\n${line}\n`);
		for (const name of ['SECRET_OF_MINE', 'AWS_PROFILE', 'NODE_ENV'])
			expect(text).not.toContain(`\n${name}=`);
	});
});

describe('what a build gives out', () => {
	const action = (name: string, input: string, more: object = {}) => ({
		name,
		actionTypeId: {category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1'},
		configuration: {ProjectName: name},
		inputArtifacts: [{name: input}],
		...more,
	});
	const artifacts = {files: ['**/*.txt'], 'base-directory': 'out'};

	it('is the source of the action that takes it', async () => {
		const make = [
			'mkdir -p out/deep',
			'echo made > out/made.txt',
			'echo d > out/deep/d.txt',
			'touch out/no.log',
		];
		await createProject('make', {...withCommands(...make), artifacts});
		await createProject('take', withCommands('find . -type f | sort', 'cat made.txt'));
		const [source] = deployment().stages;
		const stages = [
			source,
			{
				name: 'Build',
				actions: [
					action('make', 'source_output', {outputArtifacts: [{name: 'made'}]}),
					action('take', 'made', {runOrder: 2}),
				],
			},
		];
		await served.ask('codepipeline', 'CreatePipeline', {pipeline: {...deployment(), stages}});
		const buildOf = async (projectName: string) => {
			served.pass(10);
			return ((await ask('ListBuildsForProject', {projectName})).body.ids as string[])[0];
		};
		const id = await vi.waitFor(
			async () => {
				const found = await buildOf('take');
				expect(found).toBeDefined();
				return String(found);
			},
			{timeout: 20_000, interval: 20},
		);
		served.pass(10);
		expect((await ended(id)).buildStatus).toBe('SUCCEEDED');
		expect(await log(id)).toContain('\n./deep/d.txt\n./made.txt\n> Running command cat made.txt\nmade\n');
	});

	it('has to be there', async () => {
		const build = await ended(await start({...withCommands('true'), artifacts}));
		expect(build.buildStatus).toBe('FAILED');
		expect(build.phases.find(({phaseType}) => phaseType === 'UPLOAD_ARTIFACTS')).toMatchObject({
			phaseStatus: 'FAILED',
			contexts: [{statusCode: 'CLIENT_ERROR', message: 'no matching artifact paths found'}],
		});
	});
});

describe('a build that cannot begin', () => {
	it.each([
		['no buildspec', undefined, /^stat .*\/src\/buildspec\.yml: no such file or directory$/],
		['another file', 'ci/other.yml', /^stat .*\/src\/ci\/other\.yml: no such file or directory$/],
		['no phases', '{"version": 0.2}', /^phases: /],
		['a version of the future', '{"version": 3, "phases": {}}', /version 3/],
		[
			'a command that is none',
			'{"version": 0.2, "phases": {"build": {"commands": [{}]}}}',
			/^Expected Commands\[0\] to be of string type/,
		],
	])('says so: %s', async (_, buildspec, message) => {
		const build = await ended(await start(buildspec));
		expect(phasesOf(build)).toEqual({
			SUBMITTED: 'SUCCEEDED',
			QUEUED: 'SUCCEEDED',
			PROVISIONING: 'SUCCEEDED',
			DOWNLOAD_SOURCE: 'FAILED',
			FINALIZING: 'SUCCEEDED',
			COMPLETED: undefined,
		});
		const [context] = build.phases[3]?.contexts ?? [];
		expect(context).toEqual({statusCode: 'YAML_FILE_ERROR', message: expect.stringMatching(message)});
	});
});

it.each([
	[{'parameter-store': {TOKEN: '/ci/token'}}, 'parameter does not exist: /ci/token'],
	[{'secrets-manager': {TOKEN: 'ci:token'}}, "Secrets Manager can't find the specified secret: ci:token"],
])('finds no value that the account does not hold: %j', async (env, message) => {
	const build = await ended(await start({version: 0.2, env, phases: {build: {commands: ['true']}}}));
	expect(build.phases[3]).toMatchObject({
		phaseType: 'DOWNLOAD_SOURCE',
		phaseStatus: 'FAILED',
		contexts: [{statusCode: 'Decrypted Variables Error', message}],
	});
});

describe('what a build started', () => {
	/** A build that has started a process beside its shell, and that process's id. */
	async function startEndless() {
		const id = await start(withCommands('sleep 600 & echo child=$!', 'sleep 600'));
		const child = await vi.waitFor(
			async () => {
				const found = /\nchild=(\d+)\n> Running command sleep 600\n/.exec(await log(id))?.[1];
				expect(found).toBeDefined();
				return Number(found);
			},
			{timeout: 20_000, interval: 20},
		);
		expect(isAlive(child)).toBe(true);
		return {id, child};
	}
	const gone = (pid: number) =>
		vi.waitFor(() => expect(isAlive(pid)).toBe(false), {timeout: 10_000, interval: 20});

	it('ends when somebody stops it', async () => {
		const {id, child} = await startEndless();
		await ask('StopBuild', {id});
		await gone(child);
		const build = await read(id);
		expect([build.buildStatus, phasesOf(build).BUILD]).toEqual(['STOPPED', 'STOPPED']);
	});

	it('ends when its time is up', async () => {
		const {id, child} = await startEndless();
		served.pass(3600);
		const build = await read(id);
		expect([build.buildStatus, phasesOf(build).BUILD]).toEqual(['TIMED_OUT', 'TIMED_OUT']);
		await gone(child);
	});

	it('ends when the simulator ends', async () => {
		const {id, child} = await startEndless();
		const source = /CODEBUILD_SRC_DIR=(.*)/.exec(await log(id))?.[1] ?? '';
		expect(existsSync(source)).toBe(true);
		await served.simulator.close();
		await gone(child);
		expect(existsSync(source)).toBe(false);
	});

	it('ends with the build, though it was left running', async () => {
		const id = await start(withCommands('sleep 600 & echo child=$!'));
		expect((await ended(id)).buildStatus).toBe('SUCCEEDED');
		await gone(Number(/\nchild=(\d+)\n/.exec(await log(id))?.[1]));
	});
});

describe('a buildspec in YAML', () => {
	it('has commands of several lines, anchors, comments and folded text', async () => {
		const id = await start(
			[
				'# what a person writes',
				'version: 0.2',
				'env:',
				'  variables:',
				'    GREETING: "hello: there"',
				'phases:',
				'  build:',
				'    commands:',
				'      - |',
				'        for word in one two; do',
				'          echo "$word: $GREETING"',
				'        done',
				'      - >-',
				'        echo folded',
				'        into one',
				'      - &again echo twice',
				'      - *again',
				'      - "echo quoted: yes"',
				'    finally:',
				'      - echo at last',
			].join('\n'),
		);
		expect((await ended(id)).buildStatus).toBe('SUCCEEDED');
		const printed = (await log(id)).split('\n').filter(line => !line.startsWith('> '));
		const lines = [
			'one: hello: there',
			'two: hello: there',
			'folded into one',
			'twice',
			'twice',
			'quoted: yes',
			'at last',
		];
		expect(printed.filter(line => lines.includes(line))).toEqual(lines);
	});

	it('fails with one of several lines that ends with an error', async () => {
		const id = await start(
			'version: 0.2\nphases:\n  build:\n    commands:\n      - |\n        echo first\n        exit 3\n',
		);
		const build = await ended(id);
		expect(build.phases.find(({phaseType}) => phaseType === 'BUILD')?.contexts?.[0]).toMatchObject({
			statusCode: 'COMMAND_EXECUTION_ERROR',
			message: expect.stringMatching(/exit status 3$/),
		});
	});

	it.each([
		[
			'tabs',
			'version: 0.2\nphases:\n\tbuild:\n\t\tcommands:\n\t\t\t- make\n',
			'found character that cannot start any token at line 3',
		],
		[
			'a command with a colon',
			'version: 0.2\nphases:\n  build:\n    commands:\n      - make\n      - echo a: b\n',
			'Expected Commands[1] to be of string type: found subkeys instead at line 6, value of the key tag on line 5 might be empty',
		],
		[
			'a bracket that stays open',
			'version: 0.2\nphases: [build\n',
			expect.stringMatching(/^Flow sequence .* at line 3, column 1$/),
		],
	])('is refused with %s', async (_, buildspec, message) => {
		const build = await ended(await start(buildspec));
		expect(build.buildStatus).toBe('FAILED');
		const phases = new Map(build.phases.map(({phaseType, contexts}) => [phaseType, contexts?.[0]]));
		expect(phases.get('DOWNLOAD_SOURCE')).toEqual({statusCode: 'YAML_FILE_ERROR', message});
		expect(phases.has('BUILD')).toBe(false);
	});
});

it('lets a pipeline deploy what was pushed, as the exit status says', async () => {
	const buildspec = {
		version: 0.2,
		phases: {build: {commands: ['sh deploy.sh "$CODEBUILD_RESOLVED_SOURCE_VERSION"']}},
	};
	await createProject('staginga-build', undefined);
	await createProject('stagingb-build', withCommands('echo fine'));
	await served.ask('codepipeline', 'CreatePipeline', {pipeline: deployment()});
	served.pass(1);
	const push = (number: number, script: string) =>
		served.control('push', {
			...commit(number),
			files: {'buildspec.yml': JSON.stringify(buildspec), 'deploy.sh': script, '../outside': 'never'},
		});
	const stage = async () => {
		const {body} = await served.ask('codepipeline', 'GetPipelineState', {name: 'deploy'});
		return (body.stageStates as {latestExecution?: {status: string}}[])[1]?.latestExecution?.status;
	};
	const settled = async (status: string) => {
		await vi.waitFor(
			async () => {
				served.pass(10);
				expect(await stage()).toBe(status);
			},
			{timeout: 20_000, interval: 50},
		);
	};
	await settled('Failed');
	await push(1, 'echo deploying $1');
	await settled('Succeeded');
	const {ids} = (await ask('ListBuildsForProject', {projectName: 'staginga-build'})).body as {ids: [string]};
	expect(await log(ids[0])).toContain(`\ndeploying ${commit(1).sha}\n`);
});
