import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import type {ActionDeclaration, PipelineDeclaration} from '../../source/simulator/declaration.ts';
import type {ActionStart, LogLine} from '../../source/simulator/scenario.ts';
import {busyDay} from '../../source/simulator/scenarios/busy-day.ts';
import {pipeline, source} from '../../source/simulator/scenarios/fleet/declare.ts';
import {buildLog} from '../../source/simulator/scenarios/log/build-log.ts';
import {startSimulator} from '../../source/simulator/server.ts';
import {buildOf, commits, failing, keys, lane, repository, type StoryAccount} from './account.ts';
import {piped} from './lines.ts';
import {type Scene, story} from './story.ts';

const name = 'l-indexer-pipeline';
const lanes = [lane(name, ['BaseSepolia', 'Taiko'])];
const denied = buildOf(6, {failure: failing, log: build => buildLog(build, 'assume-role-denied')});
const good = buildOf(6, {log: build => buildLog(build)});
const isStaging = ({action}: ActionStart) => action === 'DeployStagingTaiko';

/** An account in which a commit came through, and the next one failed in one chain of staging. */
async function failed(scene: Scene): Promise<StoryAccount> {
	const account = await scene.account(lanes, start => {
		if (!start.stage.startsWith('Deploy')) return undefined;
		return isStaging(start) && start.commit?.sha === commits.ours ? denied : good;
	});
	account.push(commits.older, 'chore: bump (#811)');
	account.pass(600);
	account.approve(name);
	account.pass(600);
	account.push(commits.ours);
	account.pass(600);
	return account;
}

function diagnose(scene: Scene, {flags}: StoryAccount, ...args: readonly string[]) {
	return scene.piped(['diagnose', name, ...args, ...flags]);
}

async function json(scene: Scene, account: StoryAccount, ...args: readonly string[]) {
	const played = diagnose(scene, account, ...args, '--json');
	expect(await played.ended).toBe(0);
	expect(played.out().trimEnd()).not.toMatch(/\p{Cc}/u);
	return JSON.parse(played.out());
}

story(
	'diagnose tells a script what failed, in at most eight calls for a log of thousands of lines',
	async ({scene}) => {
		const account = await failed(scene);
		const before = account.calls.length;
		const told = await json(scene, account);
		expect(account.calls.length - before).toBeLessThanOrEqual(8);
		expect(account.calls.slice(before).filter(({operation}) => operation === 'BatchGetBuilds')).toHaveLength(
			1,
		);
		const [execution] = account.director.executions(name);
		expect(told).toMatchObject({
			v: 1,
			asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			account: '123456789012',
			region: 'us-west-2',
			trouble: null,
			pipeline: name,
			execution: execution?.id,
			stage: 'DeployStaging',
			commit: commits.ours,
			note: null,
		});
		expect(told.failures).toHaveLength(1);
		const [failure] = told.failures;
		expect(failure).toMatchObject({
			action: 'DeployStagingTaiko',
			chain: 'Taiko',
			ending: 'failed',
			build: expect.stringMatching(/^l-indexer-pipeline-deploystaging-taiko-build:[0-9a-f-]{36}$/),
			phase: 'BUILD',
			message: 'exit status 255',
			url: expect.stringMatching(/^https:.*log-events/),
			compare: {
				passed: ['BaseSepolia'],
				lastGreen: {commit: commits.older},
				earlier: 1,
			},
			log: {whole: true, gap: null},
		});
		expect(failure.log.lines).toBeGreaterThan(3000);
		expect(failure.lines.length).toBeGreaterThanOrEqual(10);
		expect(failure.lines.length).toBeLessThanOrEqual(30);
		const numbers: number[] = failure.lines.map(({line}: {line: number}) => line);
		expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
		expect(failure.lines).toContainEqual({
			at: expect.stringMatching(/Z$/),
			line: expect.any(Number),
			text: expect.stringMatching(
				/^An error occurred \(AccessDenied\) when calling the AssumeRole operation/,
			),
			explains: true,
			error: true,
			novel: true,
		});
	},
);

story('diagnose tells a person the same, with the link whole on a row of its own', async ({scene}) => {
	const account = await failed(scene);
	const text = diagnose(scene, account);
	expect(await text.ended).toBe(0);
	const rows = text.lines();
	expect(rows[0]).toBe('✗ l-indexer-pipeline › DeployStaging › Taiko failed');
	expect(rows[1]).toMatch(/ ago · acfd7c6 feat: batch inserts \(#812\)$/);
	expect(rows[2]).toMatch(/DeployStagingTaiko · exec [0-9a-f-]{36} · build \S+:[0-9a-f-]{36}$/);
	expect(text.out()).toMatch(/\n {2}BUILD +exit status 255/);
	expect(text.out()).toMatch(/\n {2}then +line 3,\d{3} {2}ERROR: Still using ops account/);
	expect(text.out()).toMatch(
		/\n {2}compare +BaseSepolia passed this step in the same run · last green Taiko: 9e0c4b7, \d+/,
	);
	expect(text.out()).toMatch(/\n▌3,\d{3} {2}\+\d:\d\d \+ An error occurred \(AccessDenied\)/);
	expect(rows.at(-1)).toMatch(/^https:\S+log-events\S+$/);
	expect(rows.join('')).not.toMatch(/\p{Cc}/u);
});

story('diagnose --markdown is a report to paste', async ({scene}) => {
	const account = await failed(scene);
	const report = diagnose(scene, account, '--markdown');
	expect(await report.ended).toBe(0);
	expect(report.out()).toMatch(/^### ✗ l-indexer-pipeline › DeployStaging › Taiko failed\n/);
	expect(report.out()).toContain(`- **commit**: \`${commits.ours}\``);
	const [, quoted = ''] = /\n```\n([\s\S]*?)\n```\n/.exec(report.out()) ?? [];
	expect(quoted.split('\n')).toHaveLength(10);
	expect(quoted).toContain('An error occurred (AccessDenied)');
});

story('diagnose takes an execution by its first digits, and says what did not fail', async ({scene}) => {
	const account = await failed(scene);
	const [newest, oldest] = account.director.executions(name);
	const early = await json(scene, account, (newest?.id ?? '').slice(0, 8).toUpperCase());
	expect(early.execution).toBe(newest?.id);
	const fine = await json(scene, account, oldest?.id ?? '');
	expect(fine).toMatchObject({
		execution: oldest?.id,
		stage: null,
		failures: [],
		note: `nothing failed: execution ${oldest?.id} succeeded`,
	});
	const text = diagnose(scene, account, oldest?.id ?? '');
	expect(await text.ended).toBe(0);
	expect(text.lines()[0]).toContain('nothing failed: execution');
});

story('diagnose says what is wrong with a question, with 2', async ({scene}) => {
	const account = await failed(scene);
	const before = account.calls.length;
	const wrong = (...args: readonly string[]) => scene.piped(['diagnose', ...args, ...account.flags]);
	const malformed = wrong(name, 'newest');
	expect(await malformed.ended).toBe(2);
	expect(malformed.err()).toMatch(/^sluice: newest is no execution: an id looks like /);
	expect(account.calls.length).toBe(before);
	const unknown = wrong(name, '00000000-0000-4000-8000-000000000000');
	const begun = wrong(name, '00000000');
	const mistyped = wrong('l-indexr-pipeline');
	expect([await unknown.ended, await begun.ended, await mistyped.ended]).toEqual([2, 2, 2]);
	expect(unknown.err()).toMatch(/^sluice: l-indexer-pipeline has no execution 00000000-0000/);
	expect(begun.err()).toMatch(/^sluice: l-indexer-pipeline has no execution 00000000:/);
	expect(mistyped.err()).toBe(
		'sluice: there is no pipeline l-indexr-pipeline in us-west-2: did you mean l-indexer-pipeline?\n',
	);
});

story('diagnose ends with 5 where AWS refuses, and says with 0 what it may not see', async ({scene}) => {
	const account = await failed(scene);
	await account.misbehave('denied:GetLogEvents');
	const noLog = await json(scene, account);
	expect(noLog.failures[0]).toMatchObject({
		message: 'exit status 255',
		lines: [],
		log: {gap: {kind: 'trouble', message: expect.stringContaining('logs:GetLogEvents')}},
	});
	expect(noLog.trouble).toMatchObject({kind: 'denied'});

	await account.misbehave('denied:BatchGetBuilds');
	const noBuild = diagnose(scene, account);
	expect(await noBuild.ended).toBe(0);
	expect(noBuild.out()).toContain('the permission codebuild:BatchGetBuilds is missing');
	expect(noBuild.out()).toContain('exit status 255');

	await account.misbehave('denied:GetPipeline');
	expect(await json(scene, account)).toMatchObject({
		account: null,
		trouble: {kind: 'denied'},
		failures: [{chain: 'Taiko', phase: 'BUILD'}],
	});

	await account.misbehave('denied:ListActionExecutions');
	expect(await json(scene, account)).toMatchObject({
		failures: [{action: 'DeployStagingTaiko', phase: 'BUILD'}],
	});

	await account.misbehave('denied:ListPipelineExecutions');
	const refused = diagnose(scene, account);
	await refused.ended;
	await account.misbehave('expired');
	const expired = diagnose(scene, account, '--json');
	expect([await refused.ended, await expired.ended]).toEqual([5, 5]);
	expect(refused.err()).toContain('codepipeline:ListPipelineExecutions');
	expect(JSON.parse(expired.out())).toMatchObject({trouble: {kind: 'expired'}, failures: []});
});

story('diagnose is patient where the service is not well for a moment', async ({scene}) => {
	const account = await failed(scene);
	await account.misbehave('500:0.3', 'throttle:0.1');
	expect((await json(scene, account)).failures[0]).toMatchObject({chain: 'Taiko', phase: 'BUILD'});
});

/** A pipeline with one action of a provider behind its source. */
function withAction(
	action: Partial<ActionDeclaration> & Pick<ActionDeclaration, 'actionTypeId'>,
): PipelineDeclaration {
	const work = {
		name: 'Work',
		runOrder: 1,
		configuration: {},
		inputArtifacts: [],
		outputArtifacts: [],
		...action,
	};
	return pipeline(name, [
		{name: 'Source', actions: [source(repository)]},
		{name: 'Deploy', actions: [work]},
	]);
}

story.for([
	['Invoke', 'Lambda', 'JobFailed', 'The function timed out after 3 seconds', {FunctionName: 'smoke'}],
	[
		'Deploy',
		'CloudFormation',
		'JobFailed',
		'Stack web-prod is in ROLLBACK_COMPLETE state and can not be updated',
		{ActionMode: 'CREATE_UPDATE', StackName: 'web-prod'},
	],
	[
		'Deploy',
		'ECS',
		'DeploymentError',
		'The service web did not become stable',
		{ClusterName: 'prod', ServiceName: 'web'},
	],
] as const)(
	'diagnose shows what %s of %s says of itself',
	async ([category, provider, code, message, configuration], {scene}) => {
		const inputArtifacts = [{name: 'source_output'}];
		const actionTypeId = {category, owner: 'AWS', provider, version: '1'} as const;
		const account = await scene.account(
			[withAction({actionTypeId, configuration, inputArtifacts})],
			undefined,
			undefined,
			({action}) =>
				action === 'Work' ? {kind: 'job', durationMs: 1000, failure: {code, message}} : undefined,
		);
		account.push(commits.ours);
		account.pass(60);
		const told = await json(scene, account);
		expect(told.failures).toMatchObject([
			{
				action: 'Work',
				chain: null,
				provider,
				build: null,
				phase: null,
				lines: [],
				log: {gap: {kind: 'no-build'}},
			},
		]);
		expect(told.failures[0].message).toContain(message);
		expect(told.failures[0].url).toMatch(/^https:/);
		const text = diagnose(scene, account);
		expect(await text.ended).toBe(0);
		expect(text.out()).toContain(message);
		expect(text.out()).toContain(provider);
	},
);

story(
	'diagnose says of an approval who rejected it with which words, or that nobody answered',
	async ({scene}) => {
		const gate: Partial<ActionDeclaration> & Pick<ActionDeclaration, 'actionTypeId'> = {
			actionTypeId: {category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1'},
			name: 'Approve',
			timeoutInMinutes: 30,
		};
		const account = await scene.account([withAction(gate)]);
		account.push(commits.older);
		account.pass(60);
		account.director.answer({
			pipeline: name,
			stage: 'Deploy',
			status: 'Rejected',
			summary: 'not before Monday',
		});
		account.pass(60);
		expect((await json(scene, account)).failures).toMatchObject([
			{
				action: 'Approve',
				ending: 'rejected',
				message: expect.stringMatching(/^rejected by \S+: "not before Monday"$/),
			},
		]);

		account.push(commits.ours);
		account.pass(3600);
		expect((await json(scene, account)).failures).toMatchObject([
			{action: 'Approve', ending: 'expired', message: 'expired: nobody answered in 30 minutes'},
		]);
		const text = diagnose(scene, account);
		expect(await text.ended).toBe(0);
		expect(text.lines()[0]).toBe(`✗ ${name} › Deploy › Approve expired`);
	},
);

story('diagnose says that the source failed', async ({scene}) => {
	const account = await scene.account(lanes, undefined, undefined, ({type}) =>
		type.category === 'Source'
			? {
					kind: 'job',
					durationMs: 1000,
					failure: {code: 'ConfigurationError', message: 'the connection is not available'},
				}
			: undefined,
	);
	account.push(commits.ours);
	account.pass(60);
	const text = diagnose(scene, account);
	expect(await text.ended).toBe(0);
	expect(text.lines()[0]).toBe(`✗ ${name} › Source › Github failed`);
	expect(text.out()).toContain('source (CodeStarSourceConnection)');
	expect(text.out()).toContain('the connection is not available');
});

story(
	'diagnose tells all chains that failed, of a retried one the last try, and that a newer one came',
	async ({scene}) => {
		const account = await scene.account(lanes, ({stage, commit, action, attempt}) => {
			const isOurs = stage === 'DeployStaging' && commit?.sha === commits.ours;
			if (!isOurs || (attempt > 1 && action.endsWith('BaseSepolia'))) return good;
			return denied;
		});
		account.push(commits.ours);
		account.pass(600);
		expect((await json(scene, account)).failures.map(({chain}: {chain: string}) => chain)).toEqual([
			'BaseSepolia',
			'Taiko',
		]);
		const [ours] = account.director.executions(name);
		account.director.retry({pipeline: name, stage: 'DeployStaging', executionId: ours?.id ?? ''});
		account.pass(600);
		account.push(commits.newer);
		account.pass(20);
		const told = await json(scene, account);
		expect(told.execution).toBe(ours?.id);
		expect(told.failures).toMatchObject([
			{
				chain: 'Taiko',
				retry: expect.stringContaining('a newer execution (b7d19f0) has entered DeployStaging'),
				newer: {commit: commits.newer},
				compare: {passed: ['BaseSepolia']},
			},
		]);
	},
);

story.for(['QUEUED', 'PARALLEL'] as const)('diagnose works in %s mode', async (executionMode, {scene}) => {
	const account = await scene.account([{...lane(name, ['BaseSepolia', 'Taiko']), executionMode}], start =>
		isStaging(start) && start.commit?.sha === commits.ours ? denied : buildOf(30),
	);
	account.push(commits.ours);
	account.pass(70);
	expect(await json(scene, account)).toMatchObject({
		commit: commits.ours,
		failures: [{chain: 'Taiko'}],
		note: 'DeployStagingBaseSepolia still runs: more may fail',
	});
	account.pass(600);
	account.push(commits.newer);
	account.pass(20);
	const told = await json(scene, account);
	expect(told).toMatchObject({commit: commits.ours, status: 'Failed', failures: [{chain: 'Taiko'}]});
	if (executionMode === 'PARALLEL') {
		expect(told.url).toContain(told.execution);
		expect(told.failures[0].newer).toBeNull();
	} else expect(told.failures[0].newer).toMatchObject({commit: commits.newer});
});

story('diagnose says that somebody stopped it, and that a pipeline never ran', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(60));
	expect(await json(scene, account)).toMatchObject({
		execution: null,
		failures: [],
		note: `nothing failed: ${name} has never run`,
	});
	account.push(commits.ours);
	account.pass(30);
	const [execution] = account.director.executions(name);
	const executionId = execution?.id ?? '';
	account.director.stop({pipeline: name, executionId, reason: 'wrong branch', abandon: true});
	account.pass(60);
	expect((await json(scene, account)).note).toBe(`nothing failed in the last execution of ${name}`);
	expect((await json(scene, account, executionId)).note).toMatch(
		/^nothing failed: execution \S+ was stopped by somebody \("wrong branch"\); DeployStaging\S+, DeployStaging\S+ were abandoned/,
	);
});

const long = 60_000;
/** A long log of one command that fails at its end. */
function* longLog(): Iterable<LogLine> {
	yield {phase: 'BUILD', share: 0, from: 'agent', text: 'Running command pulumi up --yes'};
	for (let at = 0; at < long; at++)
		yield {
			phase: 'BUILD',
			share: at / long,
			text: ` ~ pulumi:aws:thing resource-${at} updating [diff: ~tags]`,
		};
	yield {phase: 'BUILD', share: 1, text: 'error: resource bucket already exists'};
	yield {
		phase: 'BUILD',
		share: 1,
		from: 'agent',
		text: 'Command did not exit successfully pulumi up --yes exit status 255',
	};
}

story(
	'diagnose reads the end of a long log first, and goes back to where the failed command begins',
	async ({scene}) => {
		const account = await scene.account(lanes, start =>
			isStaging(start) ? buildOf(6, {failure: failing, log: longLog}) : undefined,
		);
		account.push(commits.ours);
		account.pass(600);
		const [failure] = (await json(scene, account)).failures;
		expect(failure.command).toBe('pulumi up --yes');
		expect(
			failure.lines.some(({text}: {text: string}) => text.endsWith('Running command pulumi up --yes')),
		).toBe(true);
		expect(failure.lines).toContainEqual(
			expect.objectContaining({text: 'error: resource bucket already exists', explains: true}),
		);
		const logs = account.calls.filter(({operation}) => operation === 'GetLogEvents');
		expect(logs.length).toBeGreaterThan(5);
	},
);

story(
	'diagnose tells a known cause with its proof, what to do, and whether a retry can help',
	async ({scene}) => {
		const account = await failed(scene);
		const settings = join(scene.folder(), 'mine.toml');
		writeFileSync(
			settings,
			`[[failures]]\nid = "role"\nmatch = 'AccessDenied.* AssumeRole'\ncause = "the deployment role was replaced"\nadvice = "compare its trust policy"\nretry_helps = false\nsure = "certain"\n`,
		);
		const [failure] = (await json(scene, account, '--settings', settings)).failures;
		expect(failure.cause).toEqual({
			id: 'role',
			cause: 'the deployment role was replaced',
			sure: 'certain',
			evidence: expect.stringMatching(
				/^An error occurred \(AccessDenied\) when calling the AssumeRole operation/,
			),
			line: expect.any(Number),
			advice: 'compare its trust policy',
			retryHelps: false,
		});
		const text = diagnose(scene, account, '--settings', settings);
		expect(await text.ended).toBe(0);
		expect(text.out()).toMatch(
			/\n {2}certain +the deployment role was replaced\n {2}proof +line 3,\d{3} {2}An error occurred[^\n]+\n {2}then [^\n]+\n {2}do +compare its trust policy · retrying will not help\n/,
		);
	},
);

story('diagnose finds what failed on the busy day', async () => {
	let present = Date.now() - 3600_000;
	const simulator = await startSimulator({
		port: 0,
		clock: {now: () => present},
		scenario: busyDay().scenario,
	});
	const played = [];
	try {
		present += 20 * 60_000;
		simulator.account.advance();
		const flags = ['--endpoint-url', simulator.url, '--region', 'us-west-2', '--rate', '50'];
		const before = simulator.calls.length;
		const indexer = piped(['diagnose', 'l-indexer-pipeline', '--json', ...flags], {env: keys});
		played.push(indexer);
		expect(await indexer.ended).toBe(0);
		const told = JSON.parse(indexer.out());
		expect(simulator.calls.length - before).toBeLessThanOrEqual(8 + 3 * (told.failures.length - 1));
		expect(told).toMatchObject({stage: 'DeployStaging', commit: busyDay().tracked});
		expect(told.failures).toContainEqual(
			expect.objectContaining({
				chain: 'Taiko',
				phase: 'BUILD',
				message: 'exit status 1',
				lines: expect.arrayContaining([
					expect.objectContaining({text: expect.stringContaining('(AccessDenied)'), explains: true}),
				]),
			}),
		);
	} finally {
		await Promise.all(played.map(each => each.close()));
		await simulator.close();
	}
});
