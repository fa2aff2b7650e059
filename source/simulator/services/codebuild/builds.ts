import {startBuild, stopBuild} from '../../account/builds.ts';
import {overlaid} from '../../account/environment.ts';
import {findProject} from '../../account/projects.ts';
import type {Build} from '../../account/records.ts';
import type {World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import type {ProjectDeclaration} from '../../project.ts';
import {boolean, type Input, list, required, string, structure} from '../../protocol/members.ts';
import {pageOf} from '../../protocol/page.ts';
import {nameIn} from './projects.ts';
import {
	artifacts,
	cache,
	computeType,
	environmentType,
	environmentVariables,
	errorCode,
	logsConfig,
	nextToken,
	operation,
	queuedTimeout,
	sortOrder,
	sourceType,
	timeout,
} from './shapes.ts';
import {buildWire} from './wire.ts';

const pageSize = 100;
/** Who every request is taken for, as builds name it. */
const caller = 'operator';

const buildOf = (world: World, id: string) =>
	world.builds.get(id.replace(/^arn:aws:codebuild:[^:]*:[^:]*:build\//, ''));

function findBuild(world: World, id: string): Build {
	if (!id.includes(':')) throw new AwsError(errorCode, `Invalid build ID: ${id}`);
	const build = buildOf(world, id);
	if (!build) throw new AwsError('ResourceNotFoundException', `Build cannot be found: ${id}`);
	return build;
}

const batchGetBuilds = operation(
	structure({ids: required(list(required(string({min: 1})), {min: 1, max: 100}))}),
	({account: {world}}, input) => {
		const malformed = input.ids.find(id => !id.includes(':'));
		if (malformed !== undefined) throw new AwsError(errorCode, `Invalid build ID: ${malformed}`);
		const builds = new Set(input.ids.map(id => buildOf(world, id)).filter(build => build !== undefined));
		return {
			builds: [...builds].map(build => buildWire(world, build)),
			buildsNotFound: input.ids.filter(id => !buildOf(world, id)),
		};
	},
);

const listBuilds = operation(
	structure({sortOrder, nextToken}),
	({account: {world}}, {sortOrder: order = 'DESCENDING', nextToken: token}) =>
		idsPage('ListBuilds', order, [...world.builds.values()], ({sequence}) => sequence, order, token),
);

const listBuildsForProject = operation(
	structure({projectName: required(string({min: 1})), sortOrder, nextToken}),
	({account: {world}}, {projectName, sortOrder: order = 'DESCENDING', nextToken: token}) => {
		const {name} = findProject(world, nameIn(projectName));
		const builds = world.buildsByProject.get(name) ?? [];
		return idsPage('ListBuildsForProject', [name, order], builds, ({number}) => number, order, token);
	},
);

function idsPage(
	operationName: string,
	about: unknown,
	builds: readonly Build[],
	numberOf: (build: Build) => number,
	order: 'ASCENDING' | 'DESCENDING',
	token: string | undefined,
): object {
	const question = {operation: operationName, about, errorCode};
	const numbered =
		order === 'ASCENDING'
			? ({items: builds, numberOf, order: 'rising'} as const)
			: ({items: builds.toReversed(), numberOf, order: 'falling'} as const);
	const {page, nextToken: next} = pageOf(question, numbered, pageSize, token);
	return {ids: page.map(({id}) => id), nextToken: next};
}

const overrides = {
	sourceVersion: string(),
	artifactsOverride: artifacts,
	environmentVariablesOverride: environmentVariables,
	sourceTypeOverride: sourceType,
	sourceLocationOverride: string(),
	buildspecOverride: string(),
	environmentTypeOverride: environmentType,
	imageOverride: string({min: 1}),
	computeTypeOverride: computeType,
	cacheOverride: cache,
	serviceRoleOverride: string({min: 1}),
	privilegedModeOverride: boolean,
	timeoutInMinutesOverride: timeout,
	queuedTimeoutInMinutesOverride: queuedTimeout,
	encryptionKeyOverride: string({min: 1}),
	logsConfigOverride: logsConfig,
};
const overridesShape = structure(overrides);

/** A copy without the members that are not there. */
function defined<Shape extends object>(
	shape: Shape,
): {[Key in keyof Shape]?: Exclude<Shape[Key], undefined>} {
	// Only members that hold undefined are left out, which the type says too.
	return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as {
		[Key in keyof Shape]?: Exclude<Shape[Key], undefined>;
	};
}

function overridden(project: ProjectDeclaration, given: Input<typeof overridesShape>): ProjectDeclaration {
	const {source, environment} = project;
	return {
		...project,
		...defined({
			sourceVersion: given.sourceVersion,
			artifacts: given.artifactsOverride,
			cache: given.cacheOverride,
			serviceRole: given.serviceRoleOverride,
			timeoutInMinutes: given.timeoutInMinutesOverride,
			queuedTimeoutInMinutes: given.queuedTimeoutInMinutesOverride,
			encryptionKey: given.encryptionKeyOverride,
			logsConfig: given.logsConfigOverride,
		}),
		source: {
			...source,
			...defined({
				type: given.sourceTypeOverride,
				location: given.sourceLocationOverride,
				buildspec: given.buildspecOverride,
			}),
		},
		environment: {
			...environment,
			...defined({
				type: given.environmentTypeOverride,
				image: given.imageOverride,
				computeType: given.computeTypeOverride,
				privilegedMode: given.privilegedModeOverride,
			}),
			environmentVariables: overlaid(
				environment.environmentVariables ?? [],
				given.environmentVariablesOverride ?? [],
			),
		},
	};
}

const idempotencyToken = string();
const begin = (world: World, projectName: string, settings: ProjectDeclaration) =>
	startBuild(
		world,
		{project: findProject(world, projectName), settings, initiator: caller, plan: undefined},
		() => undefined,
	);

/** The build that was started with a token before, else a new one. */
function once(world: World, token: string | undefined, make: () => Build): object {
	const build = (token && world.buildsByToken.get(token)) || make();
	if (token) world.buildsByToken.set(token, build);
	return {build: buildWire(world, build)};
}

const start = operation(
	structure({projectName: required(string({min: 1})), idempotencyToken, ...overrides}),
	({account: {world}}, input) => {
		const project = findProject(world, nameIn(input.projectName));
		return once(world, input.idempotencyToken, () =>
			begin(world, project.name, overridden(project.declaration, input)),
		);
	},
);

const stop = operation(structure({id: required(string({min: 1}))}), ({account: {world}}, {id}) => {
	const build = findBuild(world, id);
	stopBuild(world, build);
	return {build: buildWire(world, build)};
});

const retry = operation(
	structure({id: required(string({min: 1})), idempotencyToken}),
	({account: {world}}, {id, idempotencyToken: token}) => {
		const {project, settings} = findBuild(world, id);
		return once(world, token, () => begin(world, project, settings));
	},
);

export const buildOperations = {
	BatchGetBuilds: batchGetBuilds,
	ListBuilds: listBuilds,
	ListBuildsForProject: listBuildsForProject,
	StartBuild: start,
	StopBuild: stop,
	RetryBuild: retry,
};
