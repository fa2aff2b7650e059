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

/** The script that looks whether the role was really taken on. Its error message stands in every log, as part of the command. */
export const accountCheck = [
	'CALLER=$(aws sts get-caller-identity --query Arn --output text)',
	'echo "Running as $CALLER"',
	`case "$CALLER" in *::${account.id}:*)`,
	'  echo "ERROR: Still using ops account (pipeline role). Assume-role did not take effect."',
	'  exit 1',
	'  ;;',
	'esac',
].join('\n');

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
		step('account-check', accountCheck, [`Running as ${sessionArn(subject.role, 'Deployment')}`]),
	];
}
