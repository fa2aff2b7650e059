import type {IncomingMessage, ServerResponse} from 'node:http';
import * as v from 'valibot';
import {pushCommit} from '../account/pipelines.ts';
import type {Faults} from '../faults.ts';
import {send} from './http.ts';
import type {Backend} from './operation.ts';
import {readFault} from './services.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const push = v.strictObject({
	repository: text,
	branch: text,
	sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'a commit id has 40 hexadecimal digits')),
	message: v.string(),
	author: v.string(),
	files: v.exactOptional(v.record(v.string(), v.string())),
});
const faults = v.strictObject({faults: v.array(v.string())});

/** A content that has all that a schema asks for, and nothing else. Throws a RangeError that says what is wrong. */
function read<Schema extends typeof push | typeof faults>(
	schema: Schema,
	content: unknown,
): v.InferOutput<Schema> {
	const found = v.safeParse(schema, content);
	if (found.success) return found.output;
	const [issue] = found.issues;
	const key = v.getDotPath(issue);
	if (issue.type === 'strict_object' && key !== null && issue.expected === 'never')
		throw new RangeError(`${key} is not known here; there is ${Object.keys(schema.entries).join(', ')}`);
	throw new RangeError(key === null ? issue.message : `${key}: ${issue.message}`);
}

type Parts = {readonly backend: Backend; readonly faults: Faults};

/** What the simulator can be told beside AWS's own operations; JSON in, JSON out, 400 for what it cannot read. */
export function answerControl(
	parts: Parts,
	request: IncomingMessage,
	body: string,
	response: ServerResponse,
): void {
	const reply = (status: number, content: object) =>
		send(response, status, 'application/json', `${JSON.stringify(content)}\n`);
	const act = acts[`${request.method} ${request.url}`];
	if (!act) {
		reply(404, {error: `there are ${Object.keys(acts).join(' and ')}`});
		return;
	}
	try {
		reply(200, act(parts, JSON.parse(body)));
	} catch (error) {
		reply(400, {error: error instanceof Error ? error.message : String(error)});
	}
}

const acts: Readonly<Record<string, (parts: Parts, content: unknown) => object>> = {
	'POST /_sluice/push': ({backend: {account}}, content) => {
		const commit = read(push, content);
		account.advance();
		const started = [...pushCommit(account.world, commit)].map(([pipeline, {id}]) => [pipeline, id]);
		return {executions: Object.fromEntries(started)};
	},
	'POST /_sluice/faults': (parts, content) => {
		const inForce = read(faults, content).faults.map(readFault);
		parts.faults.set(inForce);
		return {faults: inForce};
	},
};
