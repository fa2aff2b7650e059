import {AwsError} from '../aws-error.ts';
import type {ActionDeclaration, ActionTypeId, PipelineDeclaration, StageDeclaration} from '../declaration.ts';
import {type ActionType, typeKey} from './action-types.ts';
import {checkConditions} from './check-conditions.ts';
import {checkReferences} from './check-references.ts';
import {checkStores} from './check-stores.ts';

/** AWS's quotas: stages of a pipeline, actions of a stage, actions of a pipeline. */
const stageLimit = 50;
const stageActionLimit = 50;
const actionLimit = 1000;

type Kind = 'Structure' | 'StageDeclaration' | 'ActionDeclaration' | 'BlockerDeclaration';
const refusal = (kind: Kind, why: string) => new AwsError(`Invalid${kind}Exception`, why);

const repeated = (names: readonly string[]) => names.find((name, index) => names.indexOf(name) !== index);

/** What CreatePipeline and UpdatePipeline refuse beyond patterns and ranges. Throws AWS's error. */
export function checkDeclaration(
	declaration: PipelineDeclaration,
	types: ReadonlyMap<string, ActionType>,
	region: string,
): void {
	checkPipeline(declaration);
	checkStores(declaration, region);
	for (const stage of declaration.stages) {
		checkStage(stage);
		checkConditions(stage);
	}
	checkSources(declaration.stages);
	for (const {actions} of declaration.stages)
		for (const action of actions) checkAction(action, types, region);
	checkArtifacts(declaration.stages);
	checkNames(declaration);
	checkReferences(declaration);
}

function checkPipeline({stages, executionMode, pipelineType, ...rest}: PipelineDeclaration): void {
	if (stages.length < 2)
		throw refusal(
			'Structure',
			`Pipeline has only ${stages.length} stage(s). There should be a minimum of 2 stages in a pipeline`,
		);
	if (stages.length > stageLimit)
		throw new AwsError(
			'LimitExceededException',
			`Pipeline has ${stages.length} stages. There should be a maximum of ${stageLimit} stages in a pipeline`,
		);
	const actions = stages.reduce((sum, stage) => sum + stage.actions.length, 0);
	if (actions > actionLimit)
		throw new AwsError(
			'LimitExceededException',
			`Pipeline has ${actions} actions. There should be a maximum of ${actionLimit} actions in a pipeline`,
		);
	if (pipelineType === 'V2') return;
	if (executionMode && executionMode !== 'SUPERSEDED')
		throw refusal('Structure', `Execution mode ${executionMode} needs a pipeline of type V2`);
	if (rest.triggers && rest.triggers.length > 0)
		throw refusal('Structure', 'Triggers need a pipeline of type V2');
	if (rest.variables && rest.variables.length > 0)
		throw refusal('Structure', 'Pipeline variables need a pipeline of type V2');
	if (stages.some(({beforeEntry, onSuccess, onFailure}) => beforeEntry ?? onSuccess ?? onFailure))
		throw refusal('Structure', 'Stage conditions need a pipeline of type V2');
}

function checkStage({name, actions, blockers}: StageDeclaration): void {
	if (actions.length === 0)
		throw refusal(
			'StageDeclaration',
			`Stage '${name}' has no actions. There should be a minimum of 1 action`,
		);
	if (actions.length > stageActionLimit)
		throw refusal(
			'StageDeclaration',
			`Stage '${name}' has ${actions.length} actions. There should be a maximum of ${stageActionLimit} actions in a stage`,
		);
	const same = repeated(actions.map(action => action.name));
	if (same)
		throw refusal('ActionDeclaration', `Action name '${same}' is used more than once in stage '${name}'`);
	const blocker = repeated((blockers ?? []).map(each => each.name));
	if (blocker)
		throw refusal(
			'BlockerDeclaration',
			`Blocker name '${blocker}' is used more than once in stage '${name}'`,
		);
}

function checkSources([first, ...others]: readonly StageDeclaration[]): void {
	if (first?.actions.some(({actionTypeId}) => actionTypeId.category !== 'Source'))
		throw refusal('Structure', 'Pipeline should start with a stage that only contains source actions');
	for (const {name, actions} of others)
		if (actions.some(({actionTypeId}) => actionTypeId.category === 'Source'))
			throw refusal('Structure', `Only the first stage may contain source actions, not stage '${name}'`);
}

const regionName = (region: string) => region.toUpperCase().replaceAll('-', '_');

const typeWords = ({category, provider, owner, version}: ActionTypeId) =>
	`ActionType (Category: '${category}', Provider: '${provider}', Owner: '${owner}', Version: '${version}')`;

function checkAction(
	action: ActionDeclaration,
	types: ReadonlyMap<string, ActionType>,
	region: string,
): void {
	const {name, actionTypeId} = action;
	const refuse = (why: string) => refusal('ActionDeclaration', why);
	const type = types.get(typeKey(actionTypeId));
	if (!type)
		throw refuse(
			`${typeWords(actionTypeId)} in action '${name}' is not available in region '${regionName(region)}'`,
		);
	checkCount(name, 'input', action.inputArtifacts?.length ?? 0, type.inputArtifactDetails);
	checkCount(name, 'output', action.outputArtifacts?.length ?? 0, type.outputArtifactDetails);
	const given = action.configuration ?? {};
	const known = type.actionConfigurationProperties ?? [];
	const missing = known.find(property => property.required && given[property.name] === undefined);
	if (missing)
		throw refuse(
			`Action configuration for action '${name}' is missing required configuration '${missing.name}'`,
		);
	const unknown = Object.keys(given).find(key => !known.some(property => property.name === key));
	if (unknown !== undefined)
		throw refuse(`Action configuration for action '${name}' contains unknown configuration '${unknown}'`);
	if (action.timeoutInMinutes !== undefined && actionTypeId.category !== 'Approval')
		throw refuse(`Action '${name}' has a timeoutInMinutes, which only manual approval actions can have`);
	checkPrimarySource(action);
	const runsCommands = actionTypeId.provider === 'Commands' && actionTypeId.category === 'Compute';
	if (runsCommands !== (action.commands !== undefined))
		throw refuse(
			runsCommands
				? `Action ${name} must have a non-empty commands field`
				: `The following action cannot contain a commands field: ${name}`,
		);
}

/** A build of several inputs has to know in which of them it begins. */
function checkPrimarySource({
	name,
	actionTypeId,
	configuration,
	inputArtifacts = [],
}: ActionDeclaration): void {
	if (actionTypeId.provider !== 'CodeBuild' || inputArtifacts.length < 2) return;
	const primary = configuration?.PrimarySource;
	if (primary === undefined)
		throw refusal(
			'ActionDeclaration',
			`Action configuration for action '${name}' is missing required configuration 'PrimarySource', as it has ${inputArtifacts.length} input artifacts`,
		);
	if (!primary.includes('#{') && !inputArtifacts.some(artifact => artifact.name === primary))
		throw refusal(
			'ActionDeclaration',
			`PrimarySource '${primary}' of action '${name}' is not one of its input artifacts`,
		);
}

function checkCount(
	action: string,
	side: 'input' | 'output',
	count: number,
	{minimumCount, maximumCount}: ActionType['inputArtifactDetails'],
): void {
	const declares = `Action ${action} declares ${count} ${side} artifacts which is`;
	if (count < minimumCount)
		throw refusal('ActionDeclaration', `${declares} less than the minimum count (${minimumCount})`);
	if (count > maximumCount)
		throw refusal('ActionDeclaration', `${declares} more than the maximum count (${maximumCount})`);
}

/** Every artifact comes from one action, and from one that runs before those that take it. */
function checkArtifacts(stages: readonly StageDeclaration[]): void {
	const made = new Set<string>();
	for (const group of stages.flatMap(inRunOrder)) {
		for (const {name, inputArtifacts = []} of group)
			for (const artifact of inputArtifacts)
				if (!made.has(artifact.name))
					throw refusal(
						'ActionDeclaration',
						`Input Artifact Bundle ${artifact.name} in action ${name} is not declared as Output Artifact Bundle in any of the preceding actions`,
					);
		for (const {outputArtifacts = []} of group)
			for (const artifact of outputArtifacts) {
				if (made.has(artifact.name))
					throw refusal(
						'ActionDeclaration',
						`Output Artifact Bundle name must be unique within the pipeline. ${artifact.name} has been used more than once.`,
					);
				made.add(artifact.name);
			}
	}
}

/** The actions that start together, in the order of their start. */
function inRunOrder({actions}: StageDeclaration): readonly (readonly ActionDeclaration[])[] {
	const groups = Map.groupBy(actions, ({runOrder}) => runOrder ?? 1);
	return [...groups].sort(([one], [other]) => one - other).map(([, group]) => group);
}

function checkNames({stages, variables, triggers}: PipelineDeclaration): void {
	const stage = repeated(stages.map(({name}) => name));
	if (stage) throw refusal('StageDeclaration', `Stage name '${stage}' is used more than once`);
	const variable = repeated((variables ?? []).map(({name}) => name));
	if (variable) throw refusal('Structure', `Pipeline variable '${variable}' is declared more than once`);
	for (const {gitConfiguration} of triggers ?? []) checkTrigger(gitConfiguration.sourceActionName, stages);
}

function checkTrigger(name: string, [first]: readonly StageDeclaration[]): void {
	const source = first?.actions.find(action => action.name === name);
	if (!source)
		throw refusal(
			'Structure',
			`The trigger's source action '${name}' is not a source action of the pipeline`,
		);
	if (source.actionTypeId.provider !== 'CodeStarSourceConnection')
		throw refusal(
			'Structure',
			`The trigger's source action '${name}' has the provider ${source.actionTypeId.provider}: triggers are for CodeStarSourceConnection`,
		);
}
