import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {parseCommandLine} from '../../source/command-line/parse.ts';
import {changes} from '../../source/commands/changes.ts';
import {diagnose} from '../../source/commands/diagnose.ts';
import {fleet} from '../../source/commands/fleet.ts';
import {follow} from '../../source/commands/follow.ts';
import {showLines} from '../../source/commands/lines-face.ts';
import type {Paper} from '../../source/commands/paper.ts';
import {where} from '../../source/commands/where.ts';
import {systemClock} from '../../source/engine/clock.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {expectCleanJson, expectCleanRows} from './clean.ts';
import {mutated, mutations, runsOf} from './mutations.ts';
import {type Operation, type Recording, type Replies, record} from './recorded.ts';

/** How a reply is written down: most as AWS does, some as a proxy or a dying server would. */
const forms = [
	'json',
	'json',
	'json',
	'json',
	'json',
	'json',
	'cut',
	'html',
	'empty',
	'text',
	'list',
	'error',
] as const;
interface Case {
	readonly which: number;
	readonly deeds: Parameters<typeof mutated>[1];
	readonly broken: Operation | null;
	readonly form: (typeof forms)[number];
	readonly word: 'fleet' | 'where' | 'diagnose' | 'changes' | 'watch';
	readonly json: boolean;
}
const operations = [
	...(['ListPipelines', 'GetPipeline', 'GetPipelineState', 'ListPipelineExecutions'] as const),
	...(['GetPipelineExecution', 'ListActionExecutions', 'BatchGetBuilds', 'GetLogEvents'] as const),
];
const cases: fc.Arbitrary<Case> = fc.record({
	which: fc.nat(1000),
	deeds: mutations,
	broken: fc.constantFrom(null, null, ...operations),
	form: fc.constantFrom(...forms),
	word: fc.constantFrom('fleet', 'where', 'diagnose', 'changes', 'watch'),
	json: fc.boolean(),
});

/** How many commands look at once, and how long one may take: what is broken is tried again for a while; ms. */
const [together, longest] = [12, 2500];

const folder = mkdtempSync(join(tmpdir(), 'sluice-fuzz-'));
const credentials = join(folder, 'secrets.toml');
const served = new Map<string, Case>();
let recordings: readonly Recording[] = [];
let answered = 0;
let endpoint = '';
const server = createServer(async (request, response) => {
	for await (const _ of request);
	const now = served.get(request.url?.split('/')[1] ?? '');
	const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
	const reply = now === undefined ? undefined : Reflect.get(repliesOf(now), operation);
	answered++;
	const form = now?.broken === operation ? now.form : 'json';
	const body = JSON.stringify(reply) ?? 'null';
	const written = {
		json: body,
		cut: body.slice(0, body.length / 2),
		html: `<html><title>\u001b]2;owned\u0007</title>${'<p>'.repeat(2000)}`,
		empty: '',
		text: '"\u202etext"',
		list: '[[[]]]',
		error: JSON.stringify({__type: 'x#\u001b[2JConstructor', message: {toString: null}}),
	}[form];
	response.writeHead(form === 'error' ? 400 : form === 'html' ? 502 : 200, {
		'content-type': 'application/x-amz-json-1.1',
	});
	response.end(written);
});

const known = new WeakMap<Case, Replies>();
function repliesOf(one: Case): Replies {
	const {replies} = recordings[one.which % recordings.length] ?? {};
	if (replies === undefined) throw new Error('nothing was recorded');
	const before = known.get(one);
	if (before !== undefined) return before;
	const made = mutated(replies, one.deeds);
	known.set(one, made);
	return made;
}

beforeAll(async () => {
	recordings = await record();
	writeFileSync(
		credentials,
		'[aws.ops]\naccess_key_id = "AKIDEXAMPLE"\nsecret_access_key = "planted-secret"\n',
	);
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
	rmSync(folder, {recursive: true});
});

/** One command, from its line to its end, with what it printed and complained of. */
async function play(one: Case, name: string): Promise<void> {
	served.set(name, one);
	const {pipeline, commit} = recordings[one.which % recordings.length] ?? {pipeline: '', commit: ''};
	const said: string[] = [];
	const complaints: string[] = [];
	const complain = (line: string) => void complaints.push(line);
	const over = new AbortController();
	const late = setTimeout(() => over.abort(130), longest);
	const paper: Paper = {
		columns: 100,
		theme: createTheme({level: 0, unicode: true}),
		write: text => void said.push(...text.trimEnd().split('\n')),
		print: line => void said.push(line),
	};
	const argv = [
		...[one.word, ...wordsOf(one.word, pipeline, commit), '--endpoint-url', `${endpoint}/${name}`],
		...['--region', 'us-west-2', '--credentials-file', credentials, '--rate', '50', '--interval', '1'],
		...(one.json ? ['--json'] : []),
	];
	const line = await parseCommandLine(argv, '0');
	const around = {env: {XDG_CONFIG_HOME: folder, HOME: folder, PATH: ''}, cwd: folder};
	const code = await commandOf(line);
	clearTimeout(late);
	served.delete(name);
	expect([0, 1, 2, 3, 4, 5, 6, 130]).toContain(code);
	expectCleanRows([...said, ...complaints.flatMap(text => text.split('\n'))], one.word);
	if (one.json) for (const each of said) expectCleanJson(JSON.parse(each), one.word);

	async function commandOf(parsed: typeof line): Promise<number> {
		switch (parsed.command) {
			case 'fleet':
				return fleet(parsed, around, paper, complain, over.signal);
			case 'where':
				return where(parsed, around, paper, complain, over.signal);
			case 'diagnose':
				return diagnose(parsed, around, paper, complain, over.signal);
			case 'changes':
				return changes(parsed, around, paper, complain, over.signal);
			case 'watch':
				return follow(parsed, {kind: 'lines', show: showing => show(showing)}, around, complain);
			default:
				throw new Error(`${argv.join(' ')}: ${'message' in parsed ? parsed.message : parsed.command}`);
		}
	}
	function show({program, ...showing}: Parameters<Parameters<typeof follow>[1]['show']>[0]) {
		const say = (text: string) => void said.push(text);
		const {watch: flags, json, sought, mine, settle} = showing;
		const more = {clock: systemClock, say, complain, interrupted: over.signal, settle};
		return showLines(program, {flags, json, sought, mine, ...more});
	}
}

function wordsOf(word: Case['word'], pipeline: string, commit: string): readonly string[] {
	if (word === 'fleet') return [];
	if (word === 'where' || word === 'watch') return [commit, ...(word === 'watch' ? ['--timeout', '2s'] : [])];
	return [pipeline];
}

it('comes to an end with clean words whatever is on the wire', async () => {
	const commands = runsOf(60);
	let names = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(cases, {minLength: together, maxLength: together}), async some => {
			await Promise.all(some.map(each => play(each, `case${names++}`)));
		}),
		// A case that fails is told as it is: to shrink what takes seconds takes too long.
		{numRuns: Math.ceil(commands / together), endOnFailure: true},
	);
	expect(answered).toBeGreaterThan(3 * commands);
}, 300_000);
