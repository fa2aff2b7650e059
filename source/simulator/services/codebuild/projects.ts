import {createProject, deleteProject, projectArn, updateProject} from '../../account/projects.ts';
import type {Project} from '../../account/records.ts';
import type {World} from '../../account/world.ts';
import {list, required, string, structure, word} from '../../protocol/members.ts';
import {placeOf, tokenFor} from '../../protocol/page.ts';
import {errorCode, newProject, nextToken, operation, projectChanges, sortOrder} from './shapes.ts';
import {seconds} from './wire.ts';

const pageSize = 100;

function projectWire(world: World, {declaration, created, lastModified}: Project): object {
	const {source, cache, environment, badgeEnabled, ...rest} = {badgeEnabled: false, ...declaration};
	return {
		...rest,
		arn: projectArn(world, declaration.name),
		source: {insecureSsl: false, ...source},
		secondarySources: declaration.secondarySources ?? [],
		cache: cache ?? {type: 'NO_CACHE'},
		environment: {
			environmentVariables: [],
			privilegedMode: false,
			imagePullCredentialsType: 'CODEBUILD',
			...environment,
		},
		timeoutInMinutes: declaration.timeoutInMinutes ?? 60,
		queuedTimeoutInMinutes: declaration.queuedTimeoutInMinutes ?? 480,
		encryptionKey: declaration.encryptionKey ?? `arn:aws:kms:${world.region}:${world.id}:alias/aws/s3`,
		tags: declaration.tags ?? [],
		created: seconds(created),
		lastModified: seconds(lastModified),
		badge: {badgeEnabled},
		projectVisibility: 'PRIVATE',
	};
}

const create = operation(newProject, ({account: {world}}, declaration) => ({
	project: projectWire(world, createProject(world, declaration)),
}));

const update = operation(projectChanges, ({account: {world}}, changes) => ({
	project: projectWire(world, updateProject(world, changes)),
}));

const remove = operation(structure({name: required(string({min: 1}))}), ({account: {world}}, {name}) => {
	deleteProject(world, nameIn(name));
	return {};
});

/** A project is named by its name or its ARN. */
export const nameIn = (name: string) => name.replace(/^arn:aws:codebuild:[^:]*:[^:]*:project\//, '');

const batchGet = operation(
	structure({names: required(list(required(string({min: 1})), {min: 1, max: 100}))}),
	({account: {world}}, {names}) => {
		const found = new Set(names.flatMap(name => world.projects.get(nameIn(name)) ?? []));
		return {
			projects: [...found].map(project => projectWire(world, project)),
			projectsNotFound: names.filter(name => !world.projects.has(nameIn(name))),
		};
	},
);

const orders = {
	NAME: (one: Project, other: Project) => (one.name < other.name ? -1 : 1),
	CREATED_TIME: (one: Project, other: Project) => one.created - other.created,
	LAST_MODIFIED_TIME: (one: Project, other: Project) => one.lastModified - other.lastModified,
} as const;

const listProjects = operation(
	structure({sortBy: word(['NAME', 'CREATED_TIME', 'LAST_MODIFIED_TIME']), sortOrder, nextToken}),
	({account: {world}}, {sortBy = 'NAME', sortOrder: order = 'ASCENDING', nextToken: token}) => {
		const question = {operation: 'ListProjects', about: [sortBy, order], errorCode};
		const rising = [...world.projects.values()].sort(orders[sortBy]);
		const projects = order === 'ASCENDING' ? rising : rising.reverse();
		const from = token === undefined ? 0 : placeOf(question, token);
		const end = from + pageSize;
		return {
			projects: projects.slice(from, end).map(({name}) => name),
			nextToken: end < projects.length ? tokenFor(question, end) : undefined,
		};
	},
);

export const projectOperations = {
	CreateProject: create,
	UpdateProject: update,
	DeleteProject: remove,
	BatchGetProjects: batchGet,
	ListProjects: listProjects,
};
