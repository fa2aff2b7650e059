import {expect, it} from 'vitest';
import type {GhAnswer, GhFailure, Place} from '../../source/git/gh.ts';
import type {Comparison} from '../../source/git/gh-json.ts';
import {rememberingGh} from '../../source/git/gh-memory.ts';
import {fakeGh, hubCommit, sha} from './hub.ts';

const relay: Place = {repository: 'acme/relay', host: null};
const other: Place = {repository: 'acme/other', host: null};
const [a, b] = [sha('a'), sha('b')];

/** A memory over a gh that counts what reaches it, and a clock that the test moves. */
function remembered(answer: GhFailure | null) {
	let now = 0;
	const asked: string[] = [];
	const known: Comparison = {contains: true, base: null, commits: [], total: 0, behind: 0};
	const ask = async (question: string): Promise<GhAnswer<Comparison>> => {
		asked.push(question);
		return answer === null ? {kind: 'answer', value: known} : {kind: 'failure', failure: answer};
	};
	const gh = rememberingGh(
		{
			compare: (base, head, {repository}) => ask(`${repository} ${base}...${head}`),
			commit: async () => ({kind: 'failure', failure: {kind: 'not-found'}}),
		},
		() => now,
	);
	return {gh, asked, wait: (ms: number) => (now += ms)};
}

it('asks the same question once a minute, however often it is put', async () => {
	const {gh, asked, wait} = remembered(null);
	await Promise.all([gh.compare(a, b, relay), gh.compare(a, b, relay)]);
	wait(59_999);
	expect(await gh.compare(a, b, {...relay, repository: 'Acme/Relay'})).toMatchObject({kind: 'answer'});
	expect(asked).toHaveLength(1);
	await gh.compare(b, a, relay);
	await gh.compare(a, b, other);
	expect(asked).toHaveLength(3);
	wait(1);
	await gh.compare(a, b, relay);
	expect(asked).toHaveLength(4);
});

const never = Number.POSITIVE_INFINITY;
const failed = (status: number | null): GhFailure => ({kind: 'failed', message: 'no', status});

it.each<readonly [string, GhFailure, number, 'everywhere' | 'there']>([
	['is not installed', {kind: 'not-installed'}, never, 'everywhere'],
	['hangs', {kind: 'timed-out'}, 300_000, 'everywhere'],
	['is signed out', {kind: 'not-signed-in'}, 60_000, 'everywhere'],
	['reaches nobody', failed(null), 60_000, 'there'],
	['is refused', failed(403), 60_000, 'there'],
	['asks too much', failed(429), 60_000, 'there'],
])('leaves a gh alone that %s', async (_, failure, rest, where) => {
	const {gh, asked, wait} = remembered(failure);
	await gh.compare(a, b, relay);
	expect(await gh.compare(b, a, relay)).toEqual({kind: 'failure', failure});
	expect(asked).toHaveLength(1);
	await gh.compare(a, b, other);
	expect(asked).toHaveLength(where === 'everywhere' ? 1 : 2);
	const before = asked.length;
	wait(Math.min(rest, 1e9) - 1);
	await gh.compare(b, a, relay);
	expect(asked).toHaveLength(before);
	wait(1);
	await gh.compare(b, a, relay);
	expect(asked).toHaveLength(rest === never ? before : before + 1);
});

it.each([
	['does not know a commit', {kind: 'not-found'} as const],
	['fails at a question', failed(500)],
])('asks a gh other questions that %s', async (_, failure) => {
	const {gh, asked} = remembered(failure);
	await gh.compare(a, b, relay);
	await gh.compare(b, a, relay);
	await gh.compare(a, b, relay);
	expect(asked).toHaveLength(2);
});

it('asks one host that is signed in while another is not', async () => {
	const {gh, asked} = remembered({kind: 'not-signed-in'});
	await gh.compare(a, b, relay);
	await gh.compare(a, b, {...relay, host: 'ghe.corp'});
	expect(asked).toHaveLength(2);
});

it('does not start a gh for each of many questions once one has shown that it hangs', async () => {
	const fake = fakeGh('exec sleep 60', undefined, 50);
	const gh = rememberingGh(fake.gh);
	const digits = [...'0123456789abcdef'];
	const answers = await Promise.all(digits.map(digit => gh.commit(sha(digit), relay)));
	for (const answer of answers) expect(answer).toMatchObject({failure: {kind: 'timed-out'}});
	expect(fake.asked().length).toBeLessThanOrEqual(4);
});

it('asks few at once, and all in the end', async () => {
	const digits = [...'0123456789abcdef'];
	const fake = fakeGh(
		Object.fromEntries(
			digits.map(digit => [`api repos/acme/relay/commits/${sha(digit)}`, hubCommit(sha(digit), digit)]),
		),
	);
	const gh = rememberingGh(fake.gh);
	const answers = await Promise.all(digits.map(digit => gh.commit(sha(digit), relay)));
	expect(answers.map(answer => answer.kind === 'answer' && answer.value.subject)).toEqual(digits);
});
