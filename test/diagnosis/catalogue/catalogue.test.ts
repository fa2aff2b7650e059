import {describe, expect, it} from 'vitest';
import {catalogue} from '../../../source/diagnosis/catalogue/catalogue.ts';
import {recogniseIn} from '../../../source/diagnosis/catalogue/recognise.ts';
import {diagnose} from '../../../source/diagnosis/diagnose.ts';
import {failing, log} from '../build-log.ts';

const recognise = recogniseIn(catalogue);

/** A log in which an excerpt is what a failed command printed, between what others did. */
function logOf(excerpt: string) {
	return log(
		'> Entering phase BUILD',
		'> Running command ./prepare.sh',
		'all prepared',
		'> Running command ./deploy.sh',
		'Starting to deploy',
		excerpt,
		...failing('BUILD', './deploy.sh'),
	);
}

it('names every entry once', () => {
	const ids = catalogue.map(({id}) => id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

describe.each(catalogue.map(entry => [entry.id, entry] as const))('%s', (id, entry) => {
	it('is what its example shows', () => {
		const {known} = diagnose(logOf(entry.example), null, null, {recognise});
		expect(known?.cause.id).toBe(id);
		expect(known?.cause.sure).toBe(entry.sure);
	});

	it('is not what only looks like it', () => {
		const {known} = diagnose(logOf(entry.unlike), null, null, {recognise});
		expect(known?.cause.id).not.toBe(id);
		expect(recogniseIn([entry])([entry.unlike, ...entry.unlike.split('\n')])).toBeNull();
	});

	it('says what to do in one line each', () => {
		for (const text of [entry.cause, entry.advice]) {
			expect(text).toMatch(/^[^\n]{10,300}$/);
			expect(text).not.toMatch(/[.!]$/);
		}
		const {known} = diagnose(logOf(entry.example), null, null, {recognise});
		expect(`${known?.cause.cause} ${known?.cause.advice}`).not.toMatch(/[{}[\]]/);
	});
});
