import {chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import {type Json, type Recording, record} from '../fuzz/recorded.ts';
import {repositoryIn} from '../git/scratch.ts';
import {type Scene, story} from './story.ts';

/** Each secret has this in it, and nothing else has; every scene is looked through for it. */
const planted = (name: string) => `planted-secret-${name}`;
/** What the log of a build says of a secret is shown where logs are read, and nowhere else. */
const printed = 'SuperSecretOfTheLog';

/** How a text is put into the clipboard. */
const clipboard = '\x1b]52;c;';

type Members = Record<string, Json>;
const members = (value: Json) => value as readonly Members[];

/** The replies with a secret at every place where AWS keeps one. */
function spiked({replies, ...recording}: Recording): Recording {
	const builds = members((replies.BatchGetBuilds as Members).builds).map(build => ({
		...build,
		environment: {
			...(build.environment as Members),
			environmentVariables: [{name: 'API_KEY', value: planted('environment'), type: 'PLAINTEXT'}],
			registryCredential: {credential: planted('registry'), credentialProvider: 'SECRETS_MANAGER'},
		},
		exportedEnvironmentVariables: [{name: 'TOKEN', value: planted('exported')}],
		source: {
			type: 'GITHUB',
			location: `https://bot:${planted('source')}@github.com/a/b`,
			auth: {type: 'OAUTH', resource: planted('auth')},
		},
		encryptionKey: planted('encryption'),
	}));
	const {pipeline} = replies.GetPipeline as {pipeline: Members};
	const stages = members(pipeline.stages).map(stage => ({
		...stage,
		actions: members(stage.actions).map(action => ({
			...action,
			configuration: {
				...(action.configuration as Members),
				OAuthToken: planted('oauth'),
				EnvironmentVariables: JSON.stringify([{name: 'KEY', value: planted('configuration')}]),
				CustomData: `look at https://kim:${planted('link')}@staging.example.com/x AWS_SECRET_ACCESS_KEY=${planted('custom')} ghp_${planted('data')}`,
				ExternalEntityLink: `https://kim:${planted('entity')}@staging.example.com/x?token=ghp_${planted('query')}`,
			},
		})),
	}));
	const executions = members((replies.ListPipelineExecutions as Members).pipelineExecutionSummaries);
	const summaries = executions.map(execution => ({
		...execution,
		...(execution.status === 'Stopped' && {stopTrigger: {reason: `stopped: token=${planted('stop')}`}}),
		sourceRevisions: members(execution.sourceRevisions).map(revision => ({
			...revision,
			revisionSummary: `fix: see https://bot:${planted('subject')}@git.example.com/x token=${planted('words')}`,
		})),
	}));
	const states = members((replies.GetPipelineState as Members).stageStates).map(stage => ({
		...stage,
		...closedOf(stage.inboundTransitionState as Members),
		actionStates: members(stage.actionStates).map(row => ({
			...row,
			...(row.latestExecution !== undefined && {
				latestExecution: shownOf(row.latestExecution as Members),
			}),
		})),
	}));
	const details = members((replies.ListActionExecutions as Members).actionExecutionDetails).map(row => ({
		...row,
		input: {...(row.input as Members), resolvedConfiguration: {TOKEN: planted('resolved')}},
		output: {
			...(row.output as Members),
			outputVariables: {TOKEN: planted('output')},
			...(row.status === 'Failed' && {
				executionResult: {
					...((row.output as Members).executionResult as Members),
					errorDetails: {
						code: `AWS_SECRET_ACCESS_KEY=${planted('code')} ghp_${planted('failed')}`,
						message: `Error while executing command: deploy --token ${planted('argument')}. Reason: exit status 1 (password=${planted('reason')})`,
					},
				},
			}),
		},
	}));
	const events = members((replies.GetLogEvents as Members).events);
	const line = {...events.at(-1), message: `error: cannot sign in with password=${printed}\n`};
	return {
		...recording,
		replies: {
			...replies,
			GetPipeline: {
				...(replies.GetPipeline as Members),
				pipeline: {
					...pipeline,
					stages,
					artifactStore: {
						type: 'S3',
						location: planted('bucket'),
						encryptionKey: {id: planted('key'), type: 'KMS'},
					},
				},
			},
			GetPipelineState: {...(replies.GetPipelineState as Members), stageStates: states},
			ListPipelineExecutions: {pipelineExecutionSummaries: summaries},
			ListActionExecutions: {actionExecutionDetails: details},
			BatchGetBuilds: {builds},
			GetLogEvents: {...(replies.GetLogEvents as Members), events: [...events, line]},
		},
	};
}

function closedOf({enabled}: Members = {}): Members {
	return enabled === false
		? {inboundTransitionState: {enabled, disabledReason: `frozen: token=${planted('closed')}`}}
		: {};
}

/** A row of the state, with what its work says of its end and the page of it. */
function shownOf(execution: Members): Members {
	return {
		...execution,
		...(execution.status === 'Failed' && {
			errorDetails: {
				code: `AWS_SECRET_ACCESS_KEY=${planted('row')}`,
				message: `AWS_SECRET_ACCESS_KEY=${planted('details')} ghp_${planted('github')}`,
			},
			externalExecutionUrl: `https://builds.example.com/x?token=ghp_${planted('page')}`,
		}),
		...tokenOf(execution),
	};
}

/** An approval's token answers the approval. */
function tokenOf({token}: Members): Members {
	return typeof token === 'string'
		? {token: planted('approval'), summary: `answer with ${planted('approval')}`}
		: {};
}

/** Answers as AWS would of these pipelines; what is denied quotes the request with all its keys. */
async function serve(recordings: readonly Recording[]) {
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
		const asked = operation === 'undefined' ? {} : (JSON.parse(body || '{}') as Members);
		const [first] = recordings;
		const mine = recordings.find(({pipeline}) => pipeline === (asked.pipelineName ?? asked.name)) ?? first;
		const builds = recordings.flatMap(({replies}) => members((replies.BatchGetBuilds as Members).builds));
		const everywhere: Members = {
			ListPipelines: {pipelines: recordings.map(({pipeline}) => ({name: pipeline}))},
			BatchGetBuilds: {
				builds: builds.filter(({id}) => (asked.ids as readonly Json[] | undefined)?.includes(id)),
			},
		};
		const reply: Json = everywhere[operation] ?? Reflect.get(mine?.replies ?? {}, operation);
		response.writeHead(reply === undefined ? 403 : 200, {'content-type': 'application/x-amz-json-1.1'});
		response.end(
			JSON.stringify(
				reply ?? {
					__type: 'AccessDeniedException',
					message: `no: ${JSON.stringify(request.headers)} Credential=AKIA${'Z'.repeat(16)}/20261121, X-Amz-Security-Token=${planted('token')}`,
				},
			),
		);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A home with secrets wherever a user keeps them, and the environment that leads to them. */
function home(scene: Scene) {
	const [config, aws, state, told] = [scene.folder(), scene.folder(), scene.folder(), scene.folder()];
	mkdirSync(join(config, 'sluice'));
	const tell = join(told, 'tell');
	writeFileSync(tell, '#!/bin/sh\ncat >> "$0.events"\n');
	chmodSync(tell, 0o700);
	writeFileSync(
		join(config, 'sluice', 'sluice.toml'),
		`[alerts]\nrun = [${JSON.stringify(tell)}, "https://hooks.example.com/${planted('webhook')}"]\n`,
	);
	const keysIn = (name: string) =>
		`aws_secret_access_key = ${planted(name)}\naws_session_token = ${planted(name)}\n`;
	writeFileSync(join(aws, 'credentials'), `[default]\naws_access_key_id = AKIDEXAMPLE\n${keysIn('file')}`);
	writeFileSync(join(aws, 'config'), `[profile other]\naws_access_key_id = AKIDEXAMPLE\n${keysIn('config')}`);
	const connections = join(scene.folder(), 'connections');
	const watcher = fileURLToPath(new URL('./loopback.ts', import.meta.url));
	return {
		connections,
		events: () => readFileSync(`${tell}.events`, 'utf8'),
		state,
		env: {
			AWS_SHARED_CREDENTIALS_FILE: join(aws, 'credentials'),
			AWS_CONFIG_FILE: join(aws, 'config'),
			XDG_CONFIG_HOME: config,
			XDG_STATE_HOME: state,
			GH_TOKEN: planted('gh'),
			GITHUB_TOKEN: planted('github'),
			SLACK_WEBHOOK: planted('slack'),
			SLUICE_DEBUG: '1',
			NODE_OPTIONS: `--import=${watcher}`,
			CONNECTIONS: connections,
		},
	};
}

/** Everything below a folder, with the mode of each file. */
function filesIn(
	folder: string,
): readonly {readonly path: string; readonly mode: string; readonly text: string}[] {
	return readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(({parentPath, name}) => join(parentPath, name))
		.map(path => ({
			path,
			mode: (statSync(path).mode & 0o777).toString(8),
			text: readFileSync(path, 'utf8'),
		}));
}

story(
	'no secret is in anything that is printed, told or written, and nobody else is called',
	{timeout: 120_000},
	async ({scene}) => {
		const recordings = (await record()).map(spiked);
		const {host, close} = await serve(recordings);
		const {env, connections, events, state} = home(scene);
		const indexer = recordings.find(({pipeline}) => pipeline === 'l-indexer-pipeline');
		const [pipeline = '', commit = ''] = [indexer?.pipeline, indexer?.commit];
		const {path: cwd, commit: commitTo, git} = repositoryIn();
		commitTo(`feat: see https://bot:${planted('message')}@git.example.com/x token=${planted('commit')}`);
		git(
			'remote',
			'add',
			'origin',
			`https://x-access-token:${planted('remote')}@github.example.invalid/a/b.git`,
		);
		const flags = [
			'--endpoint-url',
			`http://${host}`,
			'--region',
			'us-west-2',
			'--rate',
			'50',
			'--interval',
			'1',
		];
		const lines = [
			['fleet', ...flags],
			['where', commit, ...flags],
			['where', 'HEAD', ...flags],
			['watch', commit, '--exit-on', 'failure', '--timeout', '40s', ...flags],
			['diagnose', pipeline, ...flags],
			['changes', 'l-order-stream-pipeline', ...flags],
			['doctor', ...flags],
			['line'],
			['--help'],
			['--version'],
		];
		const wrong = [
			['fleet', '--endpoint-url', `http://kim:${planted('typed')}@127.0.0.1:1`],
			['fleet', '--region', 'us-west-2', '--endpoint-url', 'http://127.0.0.1:1', '--profile', 'nobody'],
			['fleet', ...flags, '--credentials-file', join(env.AWS_CONFIG_FILE)],
		];
		try {
			const runs = [
				...lines.flatMap(args => [args, ...(/^-|help/.test(args[0] ?? '') ? [] : [[...args, '--json']])]),
				['diagnose', pipeline, '--markdown', ...flags],
				...wrong,
			].map(args => ({args, run: scene.piped(args, {env, cwd})}));
			for (const {args, run} of runs) {
				await run.ended;
				const said = run.out() + run.err();
				expect(said, args.join(' ')).not.toContain('planted-secret');
				expect(said, args.join(' ')).not.toContain(printed);
				expect(said, args.join(' ')).not.toMatch(/AKIAZZZ/);
			}
			const found = runs.find(({args}) => args[0] === 'diagnose')?.run.out() ?? '';
			expect(found).toContain('password=***');
			const changes =
				runs.find(({args}) => args[0] === 'changes' && args.includes('--json'))?.run.out() ?? '{}';
			expect(JSON.parse(changes).gate).toMatchObject({externalEntityLink: 'https://staging.example.com/x'});
			expect(events()).not.toMatch(/planted-secret|SuperSecret/);
			expect(events()).toContain('"event":"failed"');

			const terminal = scene.sluice([commit, ...flags], {columns: 120, rows: 40, env, cwd});
			await terminal.see(/FAILED indexer/);
			terminal.press('Y');
			await terminal.see(/copied/);
			for (const key of ['?', 'q', 'L', 'q', 'v', 'q', 'c']) terminal.press(key);
			await terminal.see('follow which commit');
			terminal.press('escape');
			await terminal.lose('follow which commit');
			terminal.press('enter');
			await terminal.see('Enter log');
			terminal.press('enter');
			await terminal.see(printed);
			terminal.press('s');
			await terminal.see(/saved/);
			terminal.press('ctrlC');
			expect(await terminal.ended).toEqual({code: 0, signal: 0});
			const copied = terminal
				.written()
				.split(clipboard)
				.slice(1)
				.map(text => Buffer.from(text.split('\x07')[0] ?? '', 'base64').toString());
			expect(copied.join('')).toContain('indexer');
			expect(copied.join('')).not.toMatch(/planted-secret|SuperSecret/);

			const written = [...filesIn(state), ...filesIn(cwd).filter(file => !file.path.includes('/.git/'))];
			expect(written.map(({mode}) => mode)).toEqual(written.map(() => '600'));
			expect(written.some(file => file.path.endsWith('state.json'))).toBe(true);
			for (const {path, text} of written) expect(text, path).not.toContain('planted-secret');
			const called = new Set(readFileSync(connections, 'utf8').trim().split('\n'));
			expect(called).toEqual(new Set([host]));
		} finally {
			close();
		}
	},
);
