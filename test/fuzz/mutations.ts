import fc from 'fast-check';
import type {Json, Operation, Replies} from './recorded.ts';

/** One thing done to the replies of a pipeline, at one place of one reply; `at` counts the places, round and round. */
interface Mutation {
	readonly operation: Operation;
	readonly at: number;
	readonly deed:
		| {readonly kind: 'put'; readonly value: Json}
		/** The same text everywhere else too, so that names go on belonging together. */
		| {readonly kind: 'rename'; readonly text: string}
		| {readonly kind: 'drop'}
		| {readonly kind: 'double'}
		| {readonly kind: 'swap'; readonly with: number}
		| {readonly kind: 'empty'}
		/** Named rather than held, so that a failing case can be read. */
		| {readonly kind: 'huge'; readonly which: number}
		| {readonly kind: 'nest'; readonly depth: number};
}

const esc = '\u001b';
/** What a stranger may write where others read it. */
export const hostileTexts = [
	'',
	' ',
	'\n',
	'null',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	`${esc}]2;owned\u0007`,
	`${esc}]52;c;b3duZWQ=${esc}\\`,
	`${esc}]8;;http://owned.example${esc}\\here`,
	`${esc}[2J${esc}[H${esc}[?1049l${esc}c`,
	`${esc}[`,
	'\u009b2J\u009d2;owned\u009c',
	'a\r\nb\tc\u0000d\u0007e\u0008f\u000bg\u000ch\u007fi\u0085j\u2028k\u2029l',
	'\u202egnorw\u202c\u200b\u2066\u2069\ufeff',
	'e\u0301\u0327'.repeat(40),
	'z\u0353\u0352\u036b\u0341\u0321\u0333'.repeat(30),
	'\ud800 lone \udfff',
	'漢字かな交じり文の題名'.repeat(6),
	'👩‍👩‍👧‍👦🏳️‍🌈🇩🇪'.repeat(10),
	'"=\'`$(touch owned)`; rm -rf "$HOME" | && <b>',
	'-rf',
	'%s%n%p {0} $env',
	'{"ProviderType":"GitHub","CommitMessage":"cut in the mid',
	'{"CommitMessage":{"toString":null}}',
	'{"CommitMessage":"\\u001b[2J\\nsecond\\ud800"}',
	'javascript:alert(1)',
	'https://user:planted-password@example.com/a b',
	`https://example.com/${'a'.repeat(3000)}`,
	'x'.repeat(5000),
	'two words '.repeat(600),
] as const;
/** Long ones cost time: one is tried now and then, in one place. */
const hugeTexts = [
	'x'.repeat(1_000_000),
	'ab cd\n'.repeat(170_000),
	`{"CommitMessage":"${'\\n'.repeat(400_000)}`,
];

const absurdNumbers = [
	...[0, -0, -1, 1, 0.5, 1e3, 1e9, 2 ** 31, 2 ** 53, 1e13, 8.64e12, 8.64e15, 8.64e15 + 1, 1e300, -1e300],
	...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];
const absurdTimes = [0, 1, -1, 1e15, 8.64e15, -8.64e15, 253_402_300_800_000, Date.UTC(2030, 0), Number.NaN];
const knownWords = [
	...['InProgress', 'Succeeded', 'Failed', 'Stopped', 'Stopping', 'Superseded', 'Cancelled', 'Abandoned'],
	...['FAILED', 'FAULT', 'IN_PROGRESS', 'SUPERSEDED', 'QUEUED', 'PARALLEL', 'Approval', 'Source', 'ROLLBACK'],
];

function nested(depth: number, leaf: Json): Json {
	let value = leaf;
	for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : {constructor: value};
	return value;
}

const text = fc.oneof(
	{weight: 40, arbitrary: fc.constantFrom(...hostileTexts)},
	{weight: 10, arbitrary: fc.string({unit: 'binary', maxLength: 60})},
	{weight: 5, arbitrary: fc.string({unit: 'grapheme-composite', maxLength: 40})},
	{weight: 10, arbitrary: fc.constantFrom(...knownWords)},
);
const value: fc.Arbitrary<Json> = fc.oneof(
	{weight: 8, arbitrary: text},
	{weight: 3, arbitrary: fc.constantFrom(...absurdNumbers)},
	{weight: 2, arbitrary: fc.constantFrom(...absurdTimes).map(time => new Date(time))},
	{weight: 2, arbitrary: fc.constantFrom(null, undefined, true, false, [], {}, [null], [[]])},
	{weight: 1, arbitrary: fc.jsonValue({maxDepth: 3}) as fc.Arbitrary<Json>},
);

const operations = [
	...(['GetPipeline', 'GetPipelineState', 'GetPipelineState', 'ListPipelineExecutions'] as const),
	...(['ListActionExecutions', 'ListActionExecutions', 'BatchGetBuilds', 'GetLogEvents'] as const),
	...(['ListPipelines', 'ListRuleExecutions', 'GetPipelineExecution', 'GetCallerIdentity'] as const),
];
const mutation: fc.Arbitrary<Mutation> = fc.record({
	operation: fc.constantFrom(...operations),
	at: fc.nat(100_000),
	deed: fc.oneof(
		{weight: 24, arbitrary: value.map(put => ({kind: 'put', value: put}) as const)},
		{weight: 24, arbitrary: text.map(renamed => ({kind: 'rename', text: renamed}) as const)},
		{weight: 8, arbitrary: fc.constant({kind: 'drop'} as const)},
		{weight: 8, arbitrary: fc.constant({kind: 'double'} as const)},
		{weight: 8, arbitrary: fc.nat(100_000).map(other => ({kind: 'swap', with: other}) as const)},
		{weight: 1, arbitrary: fc.constant({kind: 'empty'} as const)},
		{weight: 1, arbitrary: fc.nat(hugeTexts.length - 1).map(which => ({kind: 'huge', which}) as const)},
		{weight: 1, arbitrary: fc.constantFrom(20, 200).map(depth => ({kind: 'nest', depth}) as const)},
	),
});

/** What is done to the replies of one pipeline: often a little, so that what is left is believed; at times a lot. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
	{weight: 4, arbitrary: fc.array(mutation, {minLength: 1, maxLength: 3})},
	{weight: 2, arbitrary: fc.array(mutation, {minLength: 4, maxLength: 12})},
	{weight: 1, arbitrary: fc.array(mutation, {minLength: 30, maxLength: 60})},
);

type Container = Record<string, Json> | Json[];
interface Place {
	readonly within: Container;
	readonly key: string;
}

/** The replies with all that done to them; what was given stays as it is. */
export function mutated(replies: Replies, deeds: readonly Mutation[]): Replies {
	let changed = structuredClone(replies);
	for (const deed of deeds) changed = applied(changed, deed);
	return changed;
}

function applied(replies: Replies, {operation, at, deed}: Mutation): Replies {
	const whole: Record<string, Json> = {reply: replies[operation]};
	const places = placesIn(whole);
	const place = places[at % places.length];
	if (place === undefined) return replies;
	const here = read(place);
	switch (deed.kind) {
		case 'rename':
			return typeof here === 'string' ? (renamed(replies, here, deed.text) as Replies) : replies;
		case 'put':
			write(place, deed.value);
			break;
		case 'drop':
			if (Array.isArray(place.within)) place.within.splice(Number(place.key), 1);
			else delete place.within[place.key];
			break;
		case 'double':
			if (Array.isArray(here)) here.push(...structuredClone(here.slice(0, 20)));
			else write(place, [here, here]);
			break;
		case 'swap': {
			const other = places[deed.with % places.length];
			// Clones, so that nothing comes to hold itself.
			if (other !== undefined) write(place, structuredClone(read(other)));
			break;
		}
		case 'empty':
			write(place, Array.isArray(here) ? [] : {});
			break;
		case 'huge':
			write(place, hugeTexts[deed.which]);
			break;
		case 'nest':
			write(place, nested(deed.depth, 'deep'));
	}
	return {...replies, [operation]: whole.reply};
}

function placesIn(whole: Container): readonly Place[] {
	const places: Place[] = [];
	const waiting: Container[] = [whole];
	for (let within = waiting.pop(); within !== undefined; within = waiting.pop()) {
		for (const key of Object.keys(within)) {
			places.push({within, key});
			const value = Reflect.get(within, key) as Json;
			if (typeof value === 'object' && value !== null && !(value instanceof Date))
				waiting.push(value as Container);
		}
	}
	return places;
}

function read({within, key}: Place): Json {
	return Reflect.get(within, key);
}

/** As an own member, whatever its name. */
function write({within, key}: Place, value: Json): void {
	Object.defineProperty(within, key, {value, writable: true, enumerable: true, configurable: true});
}

function renamed(value: Json, from: string, to: string): Json {
	if (value === from) return to;
	if (Array.isArray(value)) return value.map(each => renamed(each, from, to));
	if (typeof value !== 'object' || value === null || value instanceof Date) return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, renamed(each, from, to)]));
}

/** How often an environment variable says something is tried; else as often as is given. */
export function runsOf(usual: number): number {
	const asked = Number(process.env.SLUICE_FUZZ_RUNS);
	return asked > 0 ? Math.ceil((usual * asked) / 10_000) : usual;
}
