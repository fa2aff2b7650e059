import {describe, expect, it} from 'vitest';
import {causeOf} from '../../source/diagnosis/cause.ts';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import {linesOf, recogniser} from '../../source/diagnosis/known-cause.ts';
import {causeRules} from '../../source/settings/cause-rules.ts';
import type {UserFailure} from '../../source/settings/settings.ts';
import {build, failing, log, phase} from './build-log.ts';

function known(id: string, match: string, not: string | null = null): UserFailure {
	return {
		id,
		match,
		not,
		cause: `it is ${id}`,
		advice: `mend ${id}`,
		retryHelps: null,
		sure: null,
		example: null,
		unlike: null,
	};
}
const knowing = (...failures: readonly UserFailure[]) => recogniser(causeRules(failures));
const lock = known('lock', 'acquire state lock');

describe('a known cause', () => {
	it('is the first of the file whose pattern a text matches, with that text', () => {
		const recognise = knowing(known('never', 'never'), lock, known('any', '.'));
		expect(recognise(['Updating', '\u001b[31merror:\u001b[0m could not acquire state lock'])).toEqual({
			cause: expect.objectContaining({id: 'lock', cause: 'it is lock', advice: 'mend lock'}),
			at: 1,
		});
		expect(recognise(['fine'])?.cause.id).toBe('any');
		expect(recognise([])).toBeNull();
	});

	it('gives way to what must not be there, in any of the texts', () => {
		const recognise = knowing(known('lock', 'state lock', 'released$'));
		expect(recognise(['no state lock', 'waiting'])?.at).toBe(0);
		expect(recognise(['no state lock', 'it was released'])).toBeNull();
	});

	it('says what its named groups found, and leaves out a part whose group found nothing', () => {
		const held = {...known('held', 'lock (?:of (?<stack>\\S+) )?is held'), cause: 'held[: {stack}]'};
		const recognise = knowing({...held, advice: 'free [{stack}, then ]retry'});
		expect(recognise(['lock of staging is held'])?.cause).toMatchObject({
			cause: 'held: staging',
			advice: 'free staging, then retry',
		});
		expect(recognise(['lock is held'])?.cause).toMatchObject({cause: 'held', advice: 'free retry'});
	});

	it('gives way to what is said beside it too', () => {
		const recognise = knowing(known('lock', 'state lock', 'released$'));
		expect(recognise(['no state lock'], ['it was released'])).toBeNull();
	});

	it('is looked for line by line, in the first 4,000 characters', () => {
		const recognise = knowing(known('far', 'b$'), known('across', 'one\\s+two'));
		expect(recognise([`${'a'.repeat(3999)}b`])?.cause.id).toBe('far');
		expect(recognise([`${'a'.repeat(4000)}b`])).toBeNull();
		expect(recognise(['one', 'two'])).toBeNull();
	});

	it('does not hang on a pattern that goes back and forth, and the next one still counts', () => {
		const recognise = knowing(known('slow', '(a+)+$'), known('unsure', 'b', '(a+)+$'), known('b', 'b$'));
		const text = `${'a'.repeat(3000)}b`;
		const began = performance.now();
		for (let times = 0; times < 20; times++) expect(recognise([text])?.cause.id).toBe('b');
		expect(performance.now() - began).toBeLessThan(5000);
	});
});

it('a message is looked at without the script that it repeats', () => {
	const message =
		'Build terminated\nError while executing command: echo "state lock"\nexit 3. Reason: exit status 3';
	const said = ['Build terminated', 'Error while executing command: . Reason: exit status 3'];
	expect(linesOf({code: 'JobFailed', message})).toEqual([
		said.join('\n'),
		...said,
		`JobFailed: ${said.join('\n')}`,
		'JobFailed',
	]);
	expect(linesOf({code: null, message: '\n'})).toEqual([]);
});

it('a run whose cause is known says that in place of its own words', () => {
	const {match, not, ...cause} = lock;
	const run = {
		id: null,
		stage: 'DeployStaging',
		action: 'DeployStagingTaiko',
		category: null,
		status: 'Failed',
		startedAt: null,
		changedAt: null,
		failure: {code: null, message: 'could not acquire state lock', known: cause},
		build: null,
		summary: null,
		url: null,
	} as const;
	expect(causeOf(run)).toBe('it is lock');
});

describe('in a log a known cause', () => {
	const script = 'echo "no acquire state lock"';
	const lines = log(
		'> Entering phase BUILD',
		`> Running command ${script}`,
		'error: first words',
		'retrying, could not acquire state lock',
		'error: could not acquire state lock',
		...failing('BUILD', script),
	);

	it('shows in evidence, neither in noise nor in an echoed script, and that line explains', () => {
		const found = diagnose(lines, null, null, {recognise: knowing(lock)});
		expect(found.known).toMatchObject({cause: {id: 'lock'}, line: 4});
		expect(found).toMatchObject({explaining: 4, start: 4, errors: [2, 4]});
		expect(found.relevant).toContain(4);
		const echoed = diagnose(lines.toSpliced(3, 2), null, null, {recognise: knowing(lock)});
		expect(echoed).toMatchObject({known: null, explaining: 2});
	});

	it('shows in the message of the phase or the action where no line proves it', () => {
		const message = 'the state lock of staging is held';
		const held = knowing(known('held', 'is held$'));
		const ofPhase = diagnose([], build('Failed', phase('BUILD', 'Failed', message)), null, {recognise: held});
		expect(ofPhase).toMatchObject({known: {line: null, text: message}, explaining: null});
		expect(diagnose(lines, null, {code: null, message}, {recognise: held})).toMatchObject({
			known: {line: null, text: message},
			explaining: 4,
		});
	});

	it('shows in what was printed last, where nothing is evidence by itself', () => {
		const quiet = log(
			'> Entering phase BUILD',
			`> Running command ${script}`,
			'lease 7 is taken',
			...failing('BUILD', script),
		);
		expect(diagnose(quiet, null, null).explaining).toBeNull();
		expect(
			diagnose(quiet, null, null, {recognise: knowing(known('lease', 'lease \\d'), lock)}),
		).toMatchObject({
			known: {cause: {id: 'lease'}, line: 2},
			explaining: 2,
			errors: [2],
		});
		expect(diagnose(quiet, null, null, {recognise: knowing(lock)}).known).toBeNull();
	});
});
