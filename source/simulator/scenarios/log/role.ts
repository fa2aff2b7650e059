import {account} from '../fleet/declare.ts';
import {type Step, step} from './step.ts';
import type {BuildSubject} from './subject.ts';

/** ARN of a role's session: what `get-caller-identity` says inside a build. */
export function sessionArn(roleArn: string, session: string): string {
	const [, owner, name] = /::(\d+):role\/(.+)$/.exec(roleArn) ?? [];
	return `arn:aws:sts::${owner}:assumed-role/${name}/${session}`;
}

/** The build's own session, in the account that the pipelines live in. */
export function pipelineSession(subject: BuildSubject): string {
	return sessionArn(`arn:aws:iam::${account.id}:role/pipeline-role`, `AWSCodeBuild-${subject.buildId}`);
}

/**
 * The scripts that look whether the role was really taken on. Their error messages stand in every log, as part of the
 * command that is printed before it runs.
 */
function accountCheck(subject: BuildSubject): string {
	const [, owner] = /::(\d+):role/.exec(subject.role) ?? [];
	const [condition, complaint] =
		subject.kind === 'monitoring'
			? [`!= *"::${owner}:"*`, `ERROR: Expected account ${owner} but assumed into $CALLER`]
			: [
					`== *"::${account.id}:"*`,
					'ERROR: Still using ops account (pipeline role). Assume-role did not take effect.',
				];
	return [
		'CALLER=$(aws sts get-caller-identity --query Arn --output text)',
		'echo "Running as $CALLER"',
		`if [[ "$CALLER" ${condition} ]]; then`,
		`  echo "${complaint}"`,
		'  exit 1',
		'fi',
	].join('\n');
}

/** Taking on the deployment role of the account that is deployed to. */
export function assumeRole(subject: BuildSubject): Step[] {
	const export_ = (name: string, column: number) =>
		step(`export-${column}`, `export ${name}=$(echo $ASSUMED_ROLE | awk '{print $${column}}')`);
	return [
		step('strict', 'set -e'),
		step('announce-role', 'echo "Assuming deployment role for $STACK_NAME"', [
			`Assuming deployment role for ${subject.stack}`,
		]),
		step(
			'assume-role',
			[
				'ASSUMED_ROLE=$(aws sts assume-role --role-arn "$DEPLOYMENT_ROLE_ARN" --role-session-name Deployment',
				"--duration-seconds 3600 --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text | tail -1)",
			].join(' '),
		),
		export_('AWS_ACCESS_KEY_ID', 1),
		export_('AWS_SECRET_ACCESS_KEY', 2),
		export_('AWS_SESSION_TOKEN', 3),
		step('account-check', accountCheck(subject), [`Running as ${sessionArn(subject.role, 'Deployment')}`]),
	];
}
