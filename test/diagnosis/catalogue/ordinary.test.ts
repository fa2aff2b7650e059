import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {catalogue} from '../../../source/diagnosis/catalogue/catalogue.ts';
import {recogniseIn} from '../../../source/diagnosis/catalogue/recognise.ts';
import {diagnose} from '../../../source/diagnosis/diagnose.ts';
import {failing, log} from '../build-log.ts';

const recognise = recogniseIn(catalogue);

/** Lines that good builds print, and errors of programs that no catalogue can know; `## ` begins a heading. */
const lines = readFileSync(new URL('ordinary.txt', import.meta.url), 'utf8')
	.split('\n')
	.filter(line => line !== '' && !line.startsWith('## '));

/** The cause named for a command that printed these lines last and failed, unless it is a guess. */
function causeAfter(...printed: readonly string[]): string | null {
	const all = log(
		'> Entering phase BUILD',
		'> Running command ./deploy.sh',
		'Starting to deploy',
		...printed,
		...failing('BUILD', './deploy.sh'),
	);
	const cause = diagnose(all, null, null, {recognise}).known?.cause ?? null;
	return cause === null || cause.sure === 'guess' ? null : `${cause.id}: ${printed.join(' ⏎ ')}`;
}

it('finds no cause in a line that good builds print', () => {
	expect(lines.length).toBeGreaterThan(600);
	expect(lines.map(line => causeAfter(line)).filter(cause => cause !== null)).toEqual([]);
});

it('finds no cause in several of them', () => {
	const causes: (string | null)[] = [];
	for (let at = 0; at < lines.length; at += 12) causes.push(causeAfter(...lines.slice(at, at + 12)));
	expect(causes.filter(cause => cause !== null)).toEqual([]);
});
