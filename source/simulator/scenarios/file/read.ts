import * as v from 'valibot';
import {isMap, isSeq, LineCounter, type Node, parseDocument} from 'yaml';
import type {Scenario} from '../../scenario.ts';
import {objectionsTo} from './check.ts';
import {scenarioOf} from './scenario-of.ts';
import {scenarioSchema} from './schema.ts';

/** The way to what is meant: keys, and places in lists from 0. */
export type Path = readonly (string | number)[];

/** Something wrong with a file, in one sentence that begins with the key. */
export type ScenarioProblem = {readonly line: number; readonly message: string};

export type FoundScenario =
	| {readonly kind: 'scenario'; readonly scenario: Scenario}
	/** In the order of the lines; at least one. */
	| {readonly kind: 'problems'; readonly problems: readonly ScenarioProblem[]};

/** Reads a scenario in YAML or JSON. `seed` replaces the file's own. */
export function readScenario(text: string, name: string, seed?: number): FoundScenario {
	const counter = new LineCounter();
	const document = parseDocument(text, {lineCounter: counter, prettyErrors: false});
	const problem = (line: number, message: string): FoundScenario => ({
		kind: 'problems',
		problems: [{line, message}],
	});
	const [error] = document.errors;
	if (error !== undefined)
		return problem(
			counter.linePos(error.pos[0]).line,
			`the file is neither YAML nor JSON: ${error.message.split('\n')[0]}`,
		);
	let content: unknown;
	try {
		content = document.toJS();
	} catch {
		return problem(1, 'the file refers too often to other parts of itself: write them out');
	}
	const at = (path: Path, message: string): ScenarioProblem => ({
		line: lineOf(document.contents, path, counter),
		message: `${keyOf(path)} ${message}`.trim(),
	});
	const result = v.safeParse(scenarioSchema, content);
	const problems = result.success
		? objectionsTo(result.output).map(({path, message}) => at(path, message))
		: result.issues.map(issue => at(pathOf(issue), issue.message));
	if (!result.success || problems.length > 0)
		return {kind: 'problems', problems: problems.toSorted((one, other) => one.line - other.line)};
	return {kind: 'scenario', scenario: scenarioOf(name, result.output, seed)};
}

function pathOf({path}: v.BaseIssue<unknown>): Path {
	return (path ?? []).map(({key}) => key).filter(key => typeof key === 'string' || typeof key === 'number');
}

/** `pipelines[0].stages`; of the whole file `the file`. */
function keyOf(path: Path): string {
	const key = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
	return key.replace(/^\./, '') || 'the file';
}

/** The line, from 1, of a key, or of what stands around it when it is missing. */
function lineOf(root: Node | null, path: Path, counter: LineCounter): number {
	let node: unknown = root;
	let offset = root?.range?.[0] ?? 0;
	for (const part of path) {
		const found = step(node, part);
		if (found === undefined) break;
		[offset, node] = [found.offset ?? offset, found.value];
	}
	return counter.linePos(offset).line;
}

function step(
	node: unknown,
	part: string | number,
): {readonly offset: number | undefined; readonly value: unknown} | undefined {
	if (isSeq<Node>(node) && typeof part === 'number') {
		const value = node.items[part];
		return value && {offset: value.range?.[0], value};
	}
	if (!isMap<Node, Node>(node)) return undefined;
	const pair = node.items.find(({key}) => String(key) === String(part));
	return pair && {offset: pair.key.range?.[0], value: pair.value};
}
