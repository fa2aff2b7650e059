import type {Target} from './bus.ts';
import type {AwsEvent} from './event.ts';

/** What the rule that sends an event adds to the variables of a template. */
export type Sender = {readonly name: string; readonly arn: string};

/** What is sent to a target; undefined when the part of the event that is wanted is not there. */
export function bodyOf(
	{Input, InputPath, InputTransformer}: Target,
	event: AwsEvent,
	sender: Sender,
): string | undefined {
	if (Input !== undefined) return Input;
	if (!InputTransformer) return JSON.stringify(partOf(event, InputPath ?? '$'));
	const {InputPathsMap = {}, InputTemplate} = InputTransformer;
	const own = ownValues(event, sender);
	return filled(InputTemplate, name => {
		const path = Object.hasOwn(InputPathsMap, name) ? InputPathsMap[name] : undefined;
		return path === undefined ? own[name] : partOf(event, path);
	});
}

/** The variables that every template has. */
const ownValues = (event: AwsEvent, {name, arn}: Sender): Readonly<Record<string, unknown>> => ({
	'aws.events.rule-arn': arn,
	'aws.events.rule-name': name,
	'aws.events.event.ingestion-time': event.time,
	'aws.events.event': event,
	'aws.events.event.json': event,
});

/** The variables that a template asks for, as they stand between `<` and `>`. */
export function placeholdersOf(template: string): readonly string[] {
	return [...template.matchAll(placeholder)].map(([, name = '']) => name);
}

/** True for a name that needs no path. */
export const isOwnName = (name: string) =>
	/^aws\.events\.(rule-arn|rule-name|event(\.ingestion-time|\.json)?)$/.test(name);

const placeholder = /<([\w.-]+)>/g;

/** A template with values in the place of its variables: bare text within quotes, JSON outside of them. */
export function filled(template: string, lookUp: (name: string) => unknown): string {
	return template.replace(placeholder, (_, name: string, at: number) => {
		const value = lookUp(name) ?? null;
		if (!isQuoted(template.slice(0, at))) return JSON.stringify(value);
		const text = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
		return JSON.stringify(text).slice(1, -1);
	});
}

/** Whether what follows a text stands within quotes. */
const isQuoted = (before: string) => (before.replace(/\\[\s\S]/g, '').match(/"/g)?.length ?? 0) % 2 === 1;

/** The part of an event at a path of names. */
function partOf(event: AwsEvent, path: string): unknown {
	const names = path.split('.').slice(1);
	// JSON has no value that the steps of a path could not be tried on.
	return names.reduce<unknown>(
		(value, name) =>
			typeof value === 'object' && value !== null
				? (value as Readonly<Record<string, unknown>>)[name]
				: undefined,
		event,
	);
}
