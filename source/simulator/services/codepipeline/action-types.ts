import {type ActionType, typeKey} from '../../account/action-types.ts';
import {AwsError} from '../../aws-error.ts';
import {boolean, integer, list, required, string, structure, word} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';
import {category, nextToken, provider, region, version} from './shapes.ts';

const operation = operationsOf('ValidationException');
const invalidToken = () =>
	new AwsError('InvalidNextTokenException', 'The token that was provided is not valid');

/** One page holds them all: no token was ever given out. */
const listActionTypes = operation(
	structure({actionOwnerFilter: word(['AWS', 'ThirdParty', 'Custom']), regionFilter: region, nextToken}),
	({account: {world}}, {actionOwnerFilter, nextToken: token}) => {
		if (token !== undefined) throw invalidToken();
		const types = [...world.actionTypes.values()];
		return {
			actionTypes: types
				.filter(({id}) => actionOwnerFilter === undefined || id.owner === actionOwnerFilter)
				.map(typeWire),
		};
	},
);

const typeWire = (type: ActionType) => ({
	settings: {},
	actionConfigurationProperties: [],
	...type,
});

const url = string({min: 1, max: 2048});
const count = required(
	structure({
		minimumCount: required(integer({min: 0, max: 5})),
		maximumCount: required(integer({min: 0, max: 5})),
	}),
);

const createCustomActionType = operation(
	structure({
		category,
		provider,
		version: required(version),
		settings: structure({
			thirdPartyConfigurationUrl: url,
			entityUrlTemplate: url,
			executionUrlTemplate: url,
			revisionUrlTemplate: url,
		}),
		configurationProperties: list(
			required(
				structure({
					name: required(string({min: 1, max: 50})),
					required: required(boolean),
					key: required(boolean),
					secret: required(boolean),
					queryable: boolean,
					description: string({min: 1, max: 160}),
					type: word(['String', 'Number', 'Boolean']),
				}),
			),
			{max: 10},
		),
		inputArtifactDetails: count,
		outputArtifactDetails: count,
	}),
	({account: {world}}, input) => {
		const id = {
			category: input.category,
			owner: 'Custom',
			provider: input.provider,
			version: input.version,
		} as const;
		const actionType: ActionType = {
			id,
			...(input.settings && {settings: input.settings}),
			actionConfigurationProperties: input.configurationProperties ?? [],
			inputArtifactDetails: input.inputArtifactDetails,
			outputArtifactDetails: input.outputArtifactDetails,
		};
		if (world.actionTypes.has(typeKey(id)))
			throw new AwsError(
				'ActionTypeAlreadyExistsException',
				`An action type of the category '${id.category}' with the provider '${id.provider}' and version '${id.version}' already exists`,
			);
		world.actionTypes.set(typeKey(id), actionType);
		return {actionType: typeWire(actionType)};
	},
);

const deleteCustomActionType = operation(
	structure({category, provider, version: required(version)}),
	({account: {world}}, id) => {
		world.actionTypes.delete(typeKey({...id, owner: 'Custom'}));
		return {};
	},
);

export const codePipelineActionTypes = {
	ListActionTypes: listActionTypes,
	CreateCustomActionType: createCustomActionType,
	DeleteCustomActionType: deleteCustomActionType,
};
