import {spawnSync} from 'node:child_process';
import {emptyPlace} from './sluice.ts';

/** What the runbook's loop does in one round for one pipeline: the status of the execution, and the gate's. */
const round = `
STATUS=$(aws codepipeline get-pipeline-execution \\
	--pipeline-name "$PIPELINE" --pipeline-execution-id "$EXEC" \\
	--query 'pipelineExecution.status' --output text)
echo "$(date -u +%H:%M:%SZ) $PIPELINE exec=$EXEC status=$STATUS"
[ "$STATUS" = InProgress ] && aws codepipeline get-pipeline-state --name "$PIPELINE" --output json |
	jq -r --arg E "$EXEC" '.stageStates[]
		| select(.stageName=="DeployProduction" and .inboundExecution.pipelineExecutionId == $E)
		| .actionStates[] | select(.actionName=="ApproveDeployToProduction")
		| .latestExecution.status // empty' | head -1`;

/** How it finds the execution of a commit in one pipeline. */
const find = `
aws codepipeline list-pipeline-executions --pipeline-name "$PIPELINE" --max-items 20 \\
	--query "pipelineExecutionSummaries[?sourceRevisions[0].revisionId=='$SHA'] | [0].pipelineExecutionId" \\
	--output text`;

/** Null where `aws` or `jq` is missing. */
export function runbookFor(url: string) {
	const place = emptyPlace();
	const env = {...place.env, AWS_ENDPOINT_URL: url, AWS_DEFAULT_REGION: 'us-west-2', AWS_PAGER: ''};
	const run = (script: string, more: Record<string, string>) =>
		spawnSync('bash', ['-c', script], {cwd: place.cwd, env: {...env, ...more}, encoding: 'utf8'});
	if (run('command -v aws && command -v jq && aws --version', {}).status !== 0) {
		place.leave();
		return null;
	}
	return {
		/** The execution of a commit. Throws what the command line said where it cannot be found. */
		find(pipeline: string, sha: string): string {
			const {stdout, stderr} = run(find, {PIPELINE: pipeline, SHA: sha});
			const [id = ''] = stdout.trim().split('\n');
			if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error(`the runbook's commands found nothing: ${stderr}`);
			return id;
		},
		/** One round of the loop. */
		round: (pipeline: string, execution: string) => void run(round, {PIPELINE: pipeline, EXEC: execution}),
		leave: place.leave,
	};
}
