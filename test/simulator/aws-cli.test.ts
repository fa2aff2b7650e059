import {execFile, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {systemClock} from '../../source/simulator/clock.ts';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {approval, build, commit, source} from './laboratory.ts';
import {serve} from './served.ts';

const missing = ['aws', 'jq', 'curl', 'bash'].filter(
	program => spawnSync(program, ['--version'], {stdio: 'ignore'}).status !== 0,
);
const note = missing.length > 0 ? ` (skipped: there is no ${missing.join(' and no ')} here)` : '';

/** Command lines take about a second each, and they are many. */
const patient = {timeout: 120_000};

describe.skipIf(missing.length > 0)(`the aws command line${note}`, patient, () => {
	let served: Awaited<ReturnType<typeof serve>>;
	let folder: string;
	beforeAll(async () => {
		served = await serve(emptyAccount, {clock: systemClock, speed: 50, runBuilds: true});
		folder = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
	});
	afterAll(async () => {
		await served.simulator.close();
		rmSync(folder, {recursive: true});
	});

	/** Runs a script as a person would, but that nobody waits as long; gives what it printed. */
	async function shell(script: string, variables: Readonly<Record<string, string>> = {}): Promise<string> {
		const {stdout} = await promisify(execFile)('bash', ['-c', `sleep() { command sleep 0.2; }\n${script}`], {
			cwd: folder,
			maxBuffer: 10_000_000,
			env: {
				PATH: process.env.PATH,
				HOME: process.env.HOME,
				AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
				AWS_SECRET_ACCESS_KEY: 'secret',
				AWS_DEFAULT_REGION: 'us-west-2',
				AWS_ENDPOINT_URL: served.simulator.url,
				AWS_CONFIG_FILE: '/dev/null',
				AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
				AWS_EC2_METADATA_DISABLED: 'true',
				AWS_PAGER: '',
				...variables,
			},
		});
		return stdout;
	}
	const json = async (script: string, variables?: Readonly<Record<string, string>>) =>
		JSON.parse(await shell(script, variables));

	const createProject = (name: string, ...commands: readonly string[]) => {
		const buildspec = JSON.stringify({version: 0.2, phases: {build: {commands}}});
		writeFileSync(
			join(folder, `${name}.json`),
			JSON.stringify({
				name,
				source: {type: 'CODEPIPELINE', buildspec},
				artifacts: {type: 'CODEPIPELINE'},
				environment: {type: 'LINUX_CONTAINER', image: 'any', computeType: 'BUILD_GENERAL1_SMALL'},
				serviceRole: 'arn:aws:iam::000000000000:role/codebuild-role',
			}),
		);
		return shell(`aws codebuild create-project --cli-input-json file://${name}.json`);
	};
	const createPipeline = (name: string, stages: readonly object[], more: object = {}) => {
		const pipeline = {
			name,
			roleArn: 'arn:aws:iam::000000000000:role/codepipeline-role',
			pipelineType: 'V2',
			stages,
			artifactStore: {type: 'S3', location: 'my-pipeline-artifacts'},
			...more,
		};
		writeFileSync(join(folder, `${name}.json`), JSON.stringify({pipeline}));
		return shell(`aws codepipeline create-pipeline --cli-input-json file://${name}.json`);
	};

	/** The token of a pending approval, when there is one. */
	const tokenOf = async (pipeline: string, stage: string) => {
		const {body} = await served.ask('codepipeline', 'GetPipelineState', {name: pipeline});
		const states = body.stageStates as {
			stageName: string;
			latestExecution?: {pipelineExecutionId: string};
			actionStates: {latestExecution?: {token?: string}}[];
		}[];
		const found = states.find(({stageName}) => stageName === stage);
		const token = found?.actionStates.find(({latestExecution}) => latestExecution?.token)?.latestExecution
			?.token;
		return token && {token, execution: found?.latestExecution?.pipelineExecutionId ?? ''};
	};
	const pending = (pipeline: string, stage: string) =>
		vi.waitFor(
			async () => {
				const open = await tokenOf(pipeline, stage);
				expect(open).toBeTruthy();
				return open || {token: '', execution: ''};
			},
			{timeout: 30_000, interval: 50},
		);
	const statusOf = async (pipeline: string, pipelineExecutionId: string) => {
		const {body} = await served.ask('codepipeline', 'GetPipelineExecution', {
			pipelineName: pipeline,
			pipelineExecutionId,
		});
		return (body.pipelineExecution as {status: string}).status;
	};
	const becomes = (pipeline: string, execution: string, status: string) =>
		vi.waitFor(async () => expect(await statusOf(pipeline, execution)).toBe(status), {
			timeout: 30_000,
			interval: 50,
		});

	/** Version 1 of the command line asks AWS itself about queues unless it is told otherwise on the line. */
	const sqs = 'sqs() { aws --endpoint-url "$AWS_ENDPOINT_URL" sqs "$@"; }';

	it('sends what happens through a rule to a queue, to be received and deleted', patient, async () => {
		await createProject('told', 'true');
		writeFileSync(
			join(folder, 'pattern.json'),
			JSON.stringify({
				source: ['aws.codebuild'],
				'detail-type': ['CodeBuild Build State Change'],
				detail: {'project-name': ['told'], 'build-status': [{'anything-but': 'IN_PROGRESS'}]},
			}),
		);
		const received = await json(`
			set -e
			${sqs}
			url=$(sqs create-queue --queue-name told --query QueueUrl --output text)
			arn=$(sqs get-queue-attributes --queue-url "$url" --attribute-names QueueArn --query Attributes.QueueArn --output text)
			aws events put-rule --name told --event-pattern file://pattern.json >/dev/null
			aws events put-targets --rule told --targets "Id=1,Arn=$arn" >/dev/null
			aws codebuild start-build --project-name told >/dev/null
			sqs receive-message --queue-url "$url" --wait-time-seconds 20 --message-system-attribute-names All
		`);
		const [message, ...others] = received.Messages;
		expect(others).toEqual([]);
		expect(JSON.parse(message.Body)).toMatchObject({
			'detail-type': 'CodeBuild Build State Change',
			detail: {'project-name': 'told', 'current-phase': 'COMPLETED'},
		});
		expect(message.Attributes.ApproximateReceiveCount).toBe('1');
		const left = await json(
			`
			set -e
			${sqs}
			url=$(sqs get-queue-url --queue-name told --query QueueUrl --output text)
			sqs delete-message --queue-url "$url" --receipt-handle "$RECEIPT"
			aws events remove-targets --rule told --ids 1 >/dev/null
			aws events delete-rule --name told
			sqs get-queue-attributes --queue-url "$url" --attribute-names All
		`,
			{RECEIPT: message.ReceiptHandle},
		);
		expect(left.Attributes).toMatchObject({
			ApproximateNumberOfMessages: '0',
			ApproximateNumberOfMessagesNotVisible: '0',
		});
		await expect(shell(`${sqs}; sqs get-queue-url --queue-name none`)).rejects.toThrow(
			'AWS.SimpleQueueService.NonExistentQueue',
		);
	});

	it('makes a deployment and asks who it is', patient, async () => {
		const {deploymentId} = await json(
			'aws deploy create-deployment --application-name my-app --deployment-group-name prod',
		);
		const deployment =
			'aws deploy get-deployment --deployment-id "$ID" --query deploymentInfo.applicationName';
		expect(await json(deployment, {ID: deploymentId})).toBe('my-app');
		expect(await json('aws sts get-caller-identity')).toMatchObject({Account: '123456789012'});
	});

	it('creates, starts, shows, approves, holds and stops a pipeline', patient, async () => {
		const artifact = (name: string) => [{name}];
		const type = (category: string, provider: string) => ({category, owner: 'AWS', provider, version: '1'});
		await createProject('my-build', 'echo built');
		await createPipeline(
			'my-pipeline',
			[
				{
					name: 'Source',
					actions: [
						{
							name: 'CodeCommitSource',
							actionTypeId: type('Source', 'CodeCommit'),
							outputArtifacts: artifact('SourceOutput'),
							configuration: {RepositoryName: 'my-app', BranchName: 'main'},
							runOrder: 1,
						},
					],
				},
				{
					name: 'Build',
					actions: [
						{
							name: 'CodeBuild',
							actionTypeId: type('Build', 'CodeBuild'),
							inputArtifacts: artifact('SourceOutput'),
							outputArtifacts: artifact('BuildOutput'),
							configuration: {ProjectName: 'my-build'},
							runOrder: 1,
						},
					],
				},
				{
					name: 'Approval',
					actions: [
						{
							name: 'ManualApproval',
							actionTypeId: type('Approval', 'Manual'),
							configuration: {CustomData: 'Please review the deployment'},
							runOrder: 1,
						},
					],
				},
				{
					name: 'Deploy',
					actions: [
						{
							name: 'CodeDeploy',
							actionTypeId: type('Deploy', 'CodeDeploy'),
							inputArtifacts: artifact('BuildOutput'),
							configuration: {ApplicationName: 'my-app', DeploymentGroupName: 'prod'},
							runOrder: 1,
						},
					],
				},
			],
			{executionMode: 'QUEUED'},
		);
		const first = await pending('my-pipeline', 'Approval');
		await shell(`aws codepipeline disable-stage-transition \\
			--pipeline-name my-pipeline \\
			--stage-name Deploy \\
			--transition-type Inbound \\
			--reason "Deployment freeze"`);
		await shell(
			`aws codepipeline put-approval-result \\
			--pipeline-name my-pipeline \\
			--stage-name Approval \\
			--action-name ManualApproval \\
			--result summary="Looks good",status=Approved \\
			--token "$TOKEN"`,
			{TOKEN: first.token},
		);
		const state = await json('aws codepipeline get-pipeline-state --name my-pipeline');
		expect(state.stageStates[3]).toMatchObject({
			inboundExecution: {pipelineExecutionId: first.execution, status: 'InProgress'},
			inboundTransitionState: {enabled: false, disabledReason: 'Deployment freeze'},
		});
		await shell(`aws codepipeline enable-stage-transition \\
			--pipeline-name my-pipeline \\
			--stage-name Deploy \\
			--transition-type Inbound`);
		await becomes('my-pipeline', first.execution, 'Succeeded');

		const {pipelineExecutionId: second} = await json(
			'aws codepipeline start-pipeline-execution --name my-pipeline',
		);
		const {token} = await pending('my-pipeline', 'Approval');
		await shell(
			`aws codepipeline put-approval-result \\
			--pipeline-name my-pipeline \\
			--stage-name Approval \\
			--action-name ManualApproval \\
			--result summary="Issues found",status=Rejected \\
			--token "$TOKEN"`,
			{TOKEN: token},
		);
		await becomes('my-pipeline', second, 'Failed');

		const stopped = async (how: string) => {
			const {pipelineExecutionId: id} = await json(
				'aws codepipeline start-pipeline-execution --name my-pipeline',
			);
			expect(
				await json(
					`aws codepipeline stop-pipeline-execution \\
					--pipeline-name my-pipeline \\
					--pipeline-execution-id "$ID" \\
					${how}`,
					{ID: id},
				),
			).toEqual({pipelineExecutionId: id});
			await becomes('my-pipeline', id, 'Stopped');
		};
		await stopped('--abandon --reason "Emergency stop"');
		const waiting = await json('aws codepipeline start-pipeline-execution --name my-pipeline');
		const third = await pending('my-pipeline', 'Approval');
		expect(third.execution).toBe(waiting.pipelineExecutionId);
		await shell(
			`aws codepipeline stop-pipeline-execution \\
			--pipeline-name my-pipeline \\
			--pipeline-execution-id "$ID" \\
			--reason "Manual stop"`,
			{ID: third.execution},
		);
		expect(await statusOf('my-pipeline', third.execution), 'it waits for the approval').toBe('Stopping');
		await expect(shell('aws codepipeline get-pipeline-state --name nope')).rejects.toThrow(
			"(PipelineNotFoundException) when calling the GetPipelineState operation: Account '123456789012' does not have a pipeline with name 'nope'",
		);
	});

	it('overrides a condition, lists its rules and rolls a stage back', patient, async () => {
		const check = {
			name: 'IsRelease',
			ruleTypeId: {category: 'Rule', owner: 'AWS', provider: 'VariableCheck', version: '1'},
			configuration: {Variable: '#{Src.BranchName}', Operator: 'MATCHES', Value: 'release/.*'},
		};
		await createPipeline('guarded', [
			{name: 'Source', actions: [{...source, namespace: 'Src'}]},
			{
				name: 'Gate',
				actions: [approval('Approve')],
				beforeEntry: {conditions: [{result: 'FAIL', rules: [check]}]},
			},
		]);
		const run = async (command: string, variables: Readonly<Record<string, string>> = {}) =>
			json(`aws codepipeline ${command}`, variables);
		const {pipelineExecutionSummaries} = await run('list-pipeline-executions --pipeline-name guarded');
		const ID = pipelineExecutionSummaries[0].pipelineExecutionId;
		await becomes('guarded', ID, 'Failed');
		const rules = await run(
			'list-rule-executions --pipeline-name guarded --filter pipelineExecutionId=$ID --query "ruleExecutionDetails[].[ruleName,status,input.resolvedConfiguration.Variable]"',
			{ID},
		);
		expect(rules).toEqual([['IsRelease', 'Failed', 'main']]);
		const about = '--pipeline-name guarded --stage-name Gate';
		await shell(
			`aws codepipeline override-stage-condition ${about} --pipeline-execution-id $ID --condition-type BEFORE_ENTRY`,
			{ID},
		);
		const {token: TOKEN} = await pending('guarded', 'Gate');
		await run(
			`put-approval-result ${about} --action-name Approve --token $TOKEN --result status=Approved,summary=go`,
			{TOKEN},
		);
		await becomes('guarded', ID, 'Succeeded');
		const {pipelineExecutionId} = await run(`rollback-stage ${about} --target-pipeline-execution-id $ID`, {
			ID,
		});
		const stage = 'get-pipeline-state --name guarded --query "stageStates[1].latestExecution"';
		expect(await run(stage)).toEqual({pipelineExecutionId, status: 'InProgress', type: 'ROLLBACK'});
	});

	it('does what the README says', patient, async () => {
		const readme = readFileSync('README.md', 'utf8');
		const section = readme.slice(readme.indexOf('## A local AWS'), readme.indexOf('## How it is built'));
		const [fill = '', use = ''] = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script = '']) =>
			script.replace(/AWS_ENDPOINT_URL=\S+/, `AWS_ENDPOINT_URL=${served.simulator.url}`),
		);
		await shell(`set -e\n${fill}`);
		await shell(
			`set -e
			sluice() {
				until [ "$(aws codepipeline get-pipeline-state --name web --output text --query "$GATE")" = InProgress ]; do sleep 1; done
			}
			${use}`,
			{GATE: 'stageStates[2].actionStates[0].latestExecution.status'},
		);
		const {body} = await served.ask('codepipeline', 'ListPipelineExecutions', {pipelineName: 'web'});
		expect(body.pipelineExecutionSummaries).toMatchObject([
			{status: 'Succeeded', sourceRevisions: [{revisionId: 'acfd7c635f76c9e523438af9f629f543196cfad9'}]},
		]);
	});

	/** The monitor of the runbook. */
	const monitor = (PIPELINE: string, EXEC: string) =>
		shell(
			`while true; do
STATUS=$(aws codepipeline get-pipeline-execution \\
--pipeline-name "$PIPELINE" --pipeline-execution-id "$EXEC" \\
--query 'pipelineExecution.status' --output text 2>/dev/null || echo Unknown)
echo "$(date -u +%H:%M:%SZ) $PIPELINE exec=$EXEC status=$STATUS"
case "$STATUS" in
Succeeded)
echo "DONE pipeline=$PIPELINE exec=$EXEC"; break ;;
Failed|Stopped|Cancelled|Superseded)
echo "ALERT pipeline=$PIPELINE status=$STATUS exec=$EXEC"; break ;;
InProgress)
APPROVAL=$(aws codepipeline get-pipeline-state --name "$PIPELINE" --output json \\
| jq -r --arg E "$EXEC" '
.stageStates[]
| select(.stageName=="DeployProduction"
and .inboundExecution.pipelineExecutionId == $E)
| .actionStates[] | select(.actionName=="ApproveDeployToProduction")
| .latestExecution.status // empty' | head -1)
if [ "$APPROVAL" = "InProgress" ]; then
echo "READY-TO-APPROVE pipeline=$PIPELINE exec=$EXEC"; break
fi ;;
esac
sleep 30
done`,
			{PIPELINE, EXEC},
		);
	const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

	describe('with the loops of the runbook', patient, () => {
		const deploying = (project: string) => [
			{name: 'Source', actions: [source]},
			{name: 'DeployStaging', actions: [{...build('DeployStaging'), configuration: {ProjectName: project}}]},
			{
				name: 'DeployProduction',
				actions: [
					approval('ApproveDeployToProduction'),
					{...build('DeployProduction', 2), configuration: {ProjectName: project}},
				],
			},
		];
		const good = 'l-indexer-pipeline';
		const bad = 'l-slasher-pipeline';
		const push = async (number: number) => {
			const {body} = await served.control('push', commit(number));
			return (pipeline: string) => (body.executions as Record<string, string>)[pipeline] ?? '';
		};
		let pushed: (pipeline: string) => string;
		beforeAll(async () => {
			await createProject('good-build', 'echo deployed');
			await createProject('bad-build', 'echo "error: Preview failed: resource already exists"', 'exit 255');
			await createPipeline(good, deploying('good-build'));
			await createPipeline(bad, deploying('bad-build'));
			const {token} = await pending(good, 'DeployProduction');
			await served.ask('codepipeline', 'PutApprovalResult', {
				pipelineName: good,
				stageName: 'DeployProduction',
				actionName: 'ApproveDeployToProduction',
				token,
				result: {status: 'Rejected', summary: 'the first one'},
			});
			pushed = await push(1);
		}, 60_000);

		it('finds the execution of a commit in each pipeline', patient, async () => {
			const found = await shell(
				`for P in $(aws codepipeline list-pipelines --query 'pipelines[?starts_with(name, \`l-\`)].name' --output text); do
EXEC=$(aws codepipeline list-pipeline-executions --pipeline-name "$P" --max-items 20 \\
--query "pipelineExecutionSummaries[?sourceRevisions[0].revisionId=='$SHA'] | [0].pipelineExecutionId" \\
--output text)
echo "$P -> $EXEC"
sleep 1
done`,
				{SHA: commit(1).sha},
			);
			expect(found).toBe(`${good} -> ${pushed(good)}\n${bad} -> ${pushed(bad)}\n`);
		});

		it('is done after an approval, which it never saw coming', patient, async () => {
			const watching = monitor(good, pushed(good));
			const {token, execution} = await pending(good, 'DeployProduction');
			expect(execution).toBe(pushed(good));
			const blind = await shell(
				`aws codepipeline get-pipeline-state --name "$P" --output json | jq -r --arg E "$E" '.stageStates[] | select(.inboundExecution.pipelineExecutionId == $E) | .stageName'`,
				{P: good, E: execution},
			);
			expect(blind, 'who stands at the gate is not inbound').toBe('');
			await shell(
				'aws codepipeline put-approval-result --pipeline-name "$P" --stage-name DeployProduction --action-name ApproveDeployToProduction --result summary=ok,status=Approved --token "$T"',
				{P: good, T: token},
			);
			const lines = (await watching).trimEnd().split('\n');
			expect(lines.at(-1)).toBe(`DONE pipeline=${good} exec=${execution}`);
			expect(lines[0]).toMatch(
				new RegExp(`^\\d\\d:\\d\\d:\\d\\dZ ${good} exec=${execution} status=InProgress$`),
			);
			expect(lines.join('\n')).not.toContain('READY-TO-APPROVE');
		});

		it(
			'says of who waits behind the gate that it is ready, and alerts when it is overtaken',
			patient,
			async () => {
				const first = (await push(2))(good);
				expect((await pending(good, 'DeployProduction')).execution).toBe(first);
				const second = (await push(3))(good);
				expect(lastLine(await monitor(good, second))).toBe(
					`READY-TO-APPROVE pipeline=${good} exec=${second}`,
				);
				await push(4);
				await becomes(good, second, 'Superseded');
				expect(lastLine(await monitor(good, second))).toBe(
					`ALERT pipeline=${good} status=Superseded exec=${second}`,
				);
			},
		);

		it('alerts after a failure, and leads from there to the log', patient, async () => {
			const EXEC = pushed(bad);
			expect(lastLine(await monitor(bad, EXEC))).toBe(`ALERT pipeline=${bad} status=Failed exec=${EXEC}`);
			const [failure, ...others] = await json(
				`aws codepipeline list-action-executions --pipeline-name "$P" \\
--filter pipelineExecutionId="$EXEC" \\
--query "actionExecutionDetails[?status=='Failed'].{stage:stageName, action:actionName, build:output.executionResult.externalExecutionId, project:input.configuration.ProjectName, url:output.executionResult.externalExecutionUrl}" \\
--output json`,
				{P: bad, EXEC},
			);
			expect(others).toEqual([]);
			expect(failure).toMatchObject({stage: 'DeployStaging', action: 'DeployStaging', project: 'bad-build'});
			expect(failure.build).toMatch(/^bad-build:[0-9a-f-]{36}$/);
			const [details] = await json(
				`aws codebuild batch-get-builds --ids "$BUILD_ID" \\
--query 'builds[].{status:buildStatus, phase:currentPhase, group:logs.groupName, stream:logs.streamName, deepLink:logs.deepLink, start:startTime, end:endTime, failures:phases[?phaseStatus==\`FAILED\`].[phaseType,contexts[].message]}' \\
--output json`,
				{BUILD_ID: failure.build},
			);
			expect(details).toMatchObject({
				status: 'FAILED',
				phase: 'COMPLETED',
				failures: [['BUILD', ['Error while executing command: exit 255. Reason: exit status 255']]],
			});
			const found = await shell(
				`aws logs filter-log-events \\
--log-group-name "$LOG_GROUP" \\
--log-stream-names "$LOG_STREAM" \\
--start-time "$START_MS" --end-time "$END_MS" \\
--filter-pattern '?ERROR ?error ?Failed ?failed ?"exit code"' \\
--output json | jq '.events[] | {ts: (.timestamp/1000|todate), msg: .message}'`,
				{
					LOG_GROUP: details.group,
					LOG_STREAM: details.stream,
					START_MS: String(
						new Date(typeof details.start === 'number' ? details.start * 1000 : details.start).getTime(),
					),
					END_MS: String(Date.now()),
				},
			);
			expect(found).toContain('"msg": "error: Preview failed: resource already exists\\n"');
			expect(found, 'it asks for other words than CodeBuild uses').not.toContain('State: FAILED');
		});

		it('shows the fleet', patient, async () => {
			const [names, fleet] = await Promise.all([
				shell(`aws codepipeline list-pipelines --query 'pipelines[].name' --output table`),
				shell(`for P in $(aws codepipeline list-pipelines --query 'pipelines[].name' --output text); do
echo "=== $P ==="
aws codepipeline get-pipeline-state --name "$P" \\
--query 'stageStates[].{stage:stageName, status:latestExecution.status}' \\
--output table
sleep 1
done`),
			]);
			expect(names).toMatch(/\| +l-indexer-pipeline +\|/);
			expect(fleet).toMatch(/=== l-slasher-pipeline ===[\s\S]*DeployStaging +\| +Failed/);
		});
	});
});
