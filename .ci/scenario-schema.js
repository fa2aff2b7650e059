// The JSON schema of scenario files, from the schema that the simulator itself checks them with.
import {event, eventTables} from '../source/simulator/scenarios/file/event-schema.ts';
import {outcome, outcomeTables} from '../source/simulator/scenarios/file/outcome-schema.ts';
import {scenarioSchema} from '../source/simulator/scenarios/file/schema.ts';

const parts = {
	object: ({entries}) => ({
		type: 'object',
		properties: Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, schemaOf(value)])),
		required: Object.keys(entries).filter(key => entries[key].type !== 'optional'),
		additionalProperties: false,
	}),
	array: ({item}, checks) => ({
		type: 'array',
		items: schemaOf(item),
		minItems: checks.min_length?.requirement,
	}),
	record: ({value}) => ({type: 'object', additionalProperties: schemaOf(value)}),
	string: ({message}, checks) => ({
		type: 'string',
		description: message.replace(/^must be /, ''),
		pattern: checks.regex?.requirement.source,
		minLength: checks.non_empty && 1,
	}),
	number: (_, checks) => ({
		type: checks.integer ? 'integer' : 'number',
		minimum: checks.min_value?.requirement,
		maximum: checks.max_value?.requirement,
	}),
	boolean: () => ({type: 'boolean'}),
	picklist: ({options}) => ({enum: [...options]}),
	union: ({options}) => ({anyOf: options.map(schemaOf)}),
	optional: ({wrapped}) => schemaOf(wrapped),
	lazy: schema => ({anyOf: Object.values(tables.get(schema)).map(schemaOf)}),
};

// An event, or an outcome, is one of its tables; which one, its keys say.
const tables = new Map([
	[event, eventTables],
	[outcome, outcomeTables],
]);

function schemaOf(schema) {
	const steps = schema.pipe ?? [schema];
	const core = steps.findLast(step => step.kind === 'schema');
	const checks = Object.fromEntries(steps.map(step => [step.type, step]));
	return parts[core.type](core, checks);
}

/** What the schema file holds. */
export function jsonSchema() {
	const schema = {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: 'A scenario of sluice simulate',
		...schemaOf(scenarioSchema),
	};
	// Keys without a value are left out, as in the file.
	return JSON.parse(JSON.stringify(schema));
}
