import {bare} from './bare.ts';
import {lineIn, type Room} from './block.ts';
import {isDecoy} from './evidence.ts';
import {type GreenLog, isNovel} from './green.ts';
import {tidies} from './handled.ts';
import {masked} from './mask.ts';
import {quotedIn} from './quoted.ts';

/** So far from its end a command is listened to; lines. */
const farthest = 120;
/** What is said so often there is progress. */
const often = 3;
/** So many lines are its last words. */
const most = 8;

/** Tools whose name before a line does not make it the words of what they run. */
const tools =
	/^(?:apt(?:-get)?|aws|bash|cargo|cat|cd|cdk|cp|curl|docker|echo|env|error|export|git|go|helm|info|kubectl|make|mkdir|mv|node|note|npm|npx|pip3?|pnpm|printf|pulumi|python3?|rm|run|set|sh|sudo|tar|terraform|test|time|timeout|warning|yarn)$/;

/**
 * What a command said near its end under its own name (`gas-gate: 1 function over budget` of `./gas-gate.sh`): where its
 * last words stand, in the log's order. What tidies up and what is said again and again is left out.
 */
export function ownWords(room: Room, script: string, green: GreenLog | null): readonly number[] {
	const names = namesIn(script);
	if (names.length === 0) return [];
	const from = Math.max(room.from, room.to - farthest);
	const quoted = quotedIn({...room, from});
	const kinds = new Map<string, readonly number[]>();
	for (let at = from; at < room.to; at++) {
		const said = bare(lineIn(room, at) ?? '');
		const [, name = '', rest = ''] = /^\[?([\w.-]{3,60})\]?(?:\[\d{1,9}\])?: (.*)/.exec(said) ?? [];
		if (
			!names.some(each => each === name || (/^[-_.]/.test(each.slice(name.length)) && each.startsWith(name)))
		)
			continue;
		if (quoted.has(at) || tidies(rest) || isDecoy(said) || isDecoy(rest)) continue;
		if (green !== null && !isNovel(room.lines[at]?.text ?? '', green)) continue;
		const kind = masked(said);
		kinds.set(kind, [...(kinds.get(kind) ?? []), at]);
	}
	const rare = [...kinds.values()].filter(({length}) => length < often).flat();
	return rare.sort((one, other) => one - other).slice(-most);
}

/** The first of the last words that stand together. */
export function beginningOf(words: readonly number[]): number | null {
	const last = words.at(-1) ?? null;
	const before = words.findLastIndex((at, index) => index > 0 && at - (words[index - 1] ?? 0) > 1);
	return words[Math.max(0, before)] ?? last;
}

/** The names of what a script runs, without the folders and with the ending of the file. */
function namesIn(script: string): readonly string[] {
	const words = script.slice(0, 4000).split(/[\s;&|()"'`]+/);
	const names = words
		.filter(word => /^[\w./@-]+$/.test(word) && !word.startsWith('-'))
		.map(word => word.split('/').at(-1) ?? '')
		.filter(name => name.length > 2 && !tools.test(name));
	return [...new Set(names)].slice(0, 60);
}
