import type {ActionRun} from './records.ts';
import type {World} from './world.ts';

/** Where an action's own service shows what it did; worked out when asked for, as few of the hundreds of thousands are. */
export function externalUrl({region}: World, run: ActionRun): string | undefined {
	const {declaration, build, externalId, status} = run;
	const {category, provider} = declaration.actionTypeId;
	const console = (service: string, place: string) =>
		`https://console.aws.amazon.com/${service}/home?region=${region}#/${place}`;
	if (build) return console('codebuild', `builds/${build.id}/view/new`);
	if (category === 'Deploy' && provider === 'CodeDeploy')
		return externalId && console('codedeploy', `deployments/${externalId}`);
	if (category !== 'Source' || status !== 'Succeeded') return undefined;
	return run.stageRun.execution.revisions.get(declaration.name)?.url;
}
