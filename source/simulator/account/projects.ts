import {AwsError} from '../aws-error.ts';
import type {PipelineDeclaration} from '../declaration.ts';
import type {ProjectDeclaration} from '../project.ts';
import type {Project} from './records.ts';
import type {World} from './world.ts';

export const projectArn = (world: World, name: string) =>
	`arn:aws:codebuild:${world.region}:${world.id}:project/${name}`;

const invalid = (why: string) => new AwsError('InvalidInputException', why);

/** The project of a name. Throws ResourceNotFoundException. */
export function findProject(world: World, name: string): Project {
	const project = world.projects.get(name);
	if (!project)
		throw new AwsError('ResourceNotFoundException', `Project cannot be found: ${projectArn(world, name)}`);
	return project;
}

/** Puts a project into the account. Throws an AwsError for what CreateProject refuses. */
export function createProject(world: World, declaration: ProjectDeclaration): Project {
	checkProject(declaration);
	if (world.projects.has(declaration.name))
		throw new AwsError(
			'ResourceAlreadyExistsException',
			`Project already exists: ${projectArn(world, declaration.name)}`,
		);
	const now = world.agenda.now();
	const project: Project = {name: declaration.name, declaration, created: now, lastModified: now};
	world.projects.set(project.name, project);
	return project;
}

/** Replaces what is given of a project. Throws an AwsError for what UpdateProject refuses. */
export function updateProject(
	world: World,
	changes: Partial<ProjectDeclaration> & {readonly name: string},
): Project {
	const project = findProject(world, changes.name);
	const declaration = {...project.declaration, ...changes};
	checkProject(declaration);
	project.declaration = declaration;
	project.lastModified = world.agenda.now();
	return project;
}

/** Takes a project away; its builds can still be read by their ids. */
export function deleteProject(world: World, name: string): void {
	world.projects.delete(name);
	world.buildsByProject.delete(name);
}

function checkProject({source, artifacts}: ProjectDeclaration): void {
	if ((source.type === 'CODEPIPELINE') !== (artifacts.type === 'CODEPIPELINE'))
		throw invalid(
			'Invalid project: source type CODEPIPELINE and artifacts type CODEPIPELINE can only be used together',
		);
	if (source.type === 'NO_SOURCE' && !source.buildspec)
		throw invalid('Invalid project source: a buildspec is required when the source type is NO_SOURCE');
	if (source.type !== 'NO_SOURCE' && source.type !== 'CODEPIPELINE' && !source.location)
		throw invalid(`Invalid project source: location is required when the source type is ${source.type}`);
	if (artifacts.type === 'S3' && !artifacts.location)
		throw invalid('Invalid artifacts: location is required when the artifacts type is S3');
}

/** Gives a scenario's pipeline the projects that it builds; a scenario declares pipelines only. */
export function ensureProjects(world: World, {stages}: PipelineDeclaration): void {
	for (const {actions} of stages)
		for (const {configuration} of actions) {
			const name = configuration?.ProjectName;
			if (name !== undefined && !world.projects.has(name)) createProject(world, usualProject(world, name));
		}
}

const usualProject = (world: World, name: string): ProjectDeclaration => ({
	name,
	source: {type: 'CODEPIPELINE'},
	artifacts: {type: 'CODEPIPELINE'},
	environment: {
		type: 'LINUX_CONTAINER',
		image: 'aws/codebuild/standard:7.0',
		computeType: 'BUILD_GENERAL1_MEDIUM',
		privilegedMode: true,
	},
	serviceRole: `arn:aws:iam::${world.id}:role/service-role/codebuild`,
});
