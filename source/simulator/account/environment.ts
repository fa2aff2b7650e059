import * as v from 'valibot';
import type {EnvironmentVariable, ProjectDeclaration} from '../project.ts';

const variables = v.array(
	v.object({
		name: v.string(),
		value: v.string(),
		type: v.optional(v.picklist(['PLAINTEXT', 'PARAMETER_STORE', 'SECRETS_MANAGER']), 'PLAINTEXT'),
	}),
);

/** Variables with others put over them, by name. */
export function overlaid(
	below: readonly EnvironmentVariable[],
	above: readonly EnvironmentVariable[],
): readonly EnvironmentVariable[] {
	return [...new Map([...below, ...above].map(variable => [variable.name, variable])).values()];
}

/** A project with the variables of an action's `EnvironmentVariables`; undefined when those are no JSON list of variables. */
export function withVariables(
	project: ProjectDeclaration,
	text: string | undefined,
): ProjectDeclaration | undefined {
	if (text === undefined) return project;
	const given = v.safeParse(v.pipe(v.string(), v.parseJson(), variables), text);
	if (!given.success) return undefined;
	const {environment} = project;
	return {
		...project,
		environment: {
			...environment,
			environmentVariables: overlaid(environment.environmentVariables ?? [], given.output),
		},
	};
}
