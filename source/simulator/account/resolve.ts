import type {Execution} from './records.ts';

/** A reference to a variable: a namespace and a key. */
const reference = /#\{([\w@.-]+)\}/g;

/** The values that `#{namespace.name}` stands for in an execution by now. */
function valuesOf({id, variables, stageRuns, rollbackOf}: Execution): ReadonlyMap<string, string> {
	const values = new Map([['codepipeline.PipelineExecutionId', id]]);
	for (const {name, resolvedValue} of variables) values.set(`variables.${name}`, resolvedValue);
	const former = rollbackOf?.stageRuns ?? [];
	for (const run of [...former, ...stageRuns].flatMap(({latest}) => [...latest.values()]))
		for (const [name, value] of Object.entries(run.variables))
			if (run.declaration.namespace) values.set(`${run.declaration.namespace}.${name}`, value);
	return values;
}

const hasReference = (configuration: Readonly<Record<string, string>>) =>
	Object.values(configuration).some(value => value.includes('#{'));

/** A configuration with its variables put in; those that nobody set stay as they are. */
export function resolved(
	execution: Execution,
	configuration: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
	if (!hasReference(configuration)) return configuration;
	const values = valuesOf(execution);
	return Object.fromEntries(
		Object.entries(configuration).map(([key, text]) => [
			key,
			text.replace(reference, (whole, name: string) => values.get(name) ?? whole),
		]),
	);
}

/** The references of a configuration that nobody has set a value for, as they are written. */
export function unresolved(
	execution: Execution,
	configuration: Readonly<Record<string, string>>,
): readonly string[] {
	if (!hasReference(configuration)) return [];
	const values = valuesOf(execution);
	return Object.values(configuration).flatMap(text =>
		[...text.matchAll(reference)].flatMap(([whole, name = '']) => (values.has(name) ? [] : [whole])),
	);
}
