import * as v from 'valibot';
import {isCollection, isSeq, LineCounter, parseDocument} from 'yaml';

/** The phases of a buildspec in their order, by the names that builds show. */
export const commandPhases = ['INSTALL', 'PRE_BUILD', 'BUILD', 'POST_BUILD'] as const;
export type CommandPhase = (typeof commandPhases)[number];

export type PhaseCommands = {
	readonly commands: readonly string[];
	/** Run whatever became of the commands. */
	readonly finally: readonly string[];
	/** Undefined: as AWS goes on by itself. `RETRY` with whatever count and expression. */
	readonly onFailure: 'ABORT' | 'CONTINUE' | 'RETRY' | undefined;
};

/** What a build gives out. */
export type Artifacts = {
	/** Patterns of paths below `base`. */
	readonly files: readonly string[];
	/** Below the source. */
	readonly base: string;
	readonly discardsPaths: boolean;
};

export type Buildspec = {
	readonly shell: 'sh' | 'bash';
	/** One shell runs all commands; in version 0.1 each has a shell of its own. */
	readonly isShared: boolean;
	readonly variables: Readonly<Record<string, string>>;
	readonly exported: readonly string[];
	/** Where values lie that the simulator does not have: in a parameter store, among secrets. */
	readonly parameters: readonly string[];
	readonly secrets: readonly string[];
	readonly phases: Readonly<Partial<Record<CommandPhase, PhaseCommands>>>;
	readonly artifacts: Artifacts | undefined;
};

/** What CodeBuild says of a buildspec that it cannot use. */
export class BuildspecError extends Error {}

const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const commands = v.optional(v.nullable(v.array(scalar)));
const phase = v.nullish(
	v.object({
		commands,
		finally: commands,
		'on-failure': v.optional(v.string()),
	}),
);
const schema = v.object({
	version: scalar,
	env: v.nullish(
		v.object({
			shell: v.optional(v.string()),
			variables: v.nullish(v.record(v.string(), scalar)),
			'exported-variables': v.nullish(v.array(v.string())),
			'parameter-store': v.nullish(v.record(v.string(), scalar)),
			'secrets-manager': v.nullish(v.record(v.string(), scalar)),
		}),
	),
	phases: v.object({install: phase, pre_build: phase, build: phase, post_build: phase}),
	artifacts: v.nullish(
		v.object({
			files: v.nullish(v.array(v.string())),
			'base-directory': v.optional(v.string()),
			'discard-paths': v.optional(scalar),
		}),
	),
});

/** Reads a buildspec. Throws a BuildspecError in the manner of CodeBuild's YAML_FILE_ERROR. */
export function parseBuildspec(text: string): Buildspec {
	const read = v.safeParse(schema, readDocument(text));
	if (!read.success) {
		const [issue] = read.issues;
		throw new BuildspecError(`${v.getDotPath(issue) ?? 'buildspec'}: ${issue.message}`);
	}
	const {version, env, phases, artifacts} = read.output;
	if (version !== '0.1' && version !== '0.2' && version !== '0')
		throw new BuildspecError(`invalid buildspec version ${version}: it is 0.1 or 0.2`);
	const given = Object.entries(phases).filter(([, each]) => each);
	return {
		shell: shellOf(env?.shell),
		isShared: version !== '0.1',
		variables: env?.variables ?? {},
		exported: env?.['exported-variables'] ?? [],
		parameters: Object.values(env?.['parameter-store'] ?? {}),
		secrets: Object.values(env?.['secrets-manager'] ?? {}),
		artifacts: artifacts?.files
			? {
					files: artifacts.files,
					base: artifacts['base-directory'] ?? '.',
					discardsPaths: /^(yes|true)$/.test(artifacts['discard-paths'] ?? ''),
				}
			: undefined,
		phases: Object.fromEntries(
			given.map(([name, each]) => [
				name.toUpperCase(),
				{
					commands: each?.commands ?? [],
					finally: each?.finally ?? [],
					onFailure: onFailureOf(each?.['on-failure']),
				},
			]),
		),
	};
}

/** JSON is YAML as well. What is no YAML, and commands that are no strings, are told of in the words of AWS. */
function readDocument(text: string): unknown {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines});
	const [error] = document.errors;
	if (error?.code === 'TAB_AS_INDENT')
		throw new BuildspecError(
			`found character that cannot start any token at line ${error.linePos?.[0].line}`,
		);
	if (error) throw new BuildspecError(error.message.split('\n')[0]?.replace(/:$/, ''));
	for (const phase of ['install', 'pre_build', 'build', 'post_build'])
		for (const list of ['commands', 'finally'])
			checkCommands(document.getIn(['phases', phase, list], true), lines);
	return document.toJS();
}

/** An unquoted `echo a: b` is a key and its value to YAML. */
function checkCommands(list: unknown, lines: LineCounter): void {
	if (!isSeq(list)) return;
	const index = list.items.findIndex(item => isCollection(item));
	const command = list.items[index];
	if (!isCollection(command)) return;
	const {line} = lines.linePos(command.range?.[0] ?? 0);
	throw new BuildspecError(
		`Expected Commands[${index}] to be of string type: found subkeys instead at line ${line}, value of the key tag on line ${Math.max(1, line - 1)} might be empty`,
	);
}

function shellOf(name: string | undefined): Buildspec['shell'] {
	if (name === undefined || name === 'sh' || name === '/bin/sh') return 'sh';
	if (name === 'bash' || name === '/bin/bash') return 'bash';
	throw new BuildspecError(`env.shell: ${name} is not available here: there are sh and bash`);
}

function onFailureOf(word: string | undefined): PhaseCommands['onFailure'] {
	if (word === undefined || word === 'ABORT' || word === 'CONTINUE') return word;
	if (/^RETRY(-|$)/.test(word)) return 'RETRY';
	throw new BuildspecError(`on-failure: ${word} is none of ABORT, CONTINUE and RETRY`);
}

/** True when a project's `buildspec` is one, not the path of one. */
export function isInline(text: string): boolean {
	return /\n|^\s*(\{|version\s*:)/.test(text);
}
