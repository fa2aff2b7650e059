import {diagnose} from '../source/diagnosis/diagnose.ts';
import {greenLog} from '../source/diagnosis/green.ts';
import type {Failing} from '../source/diagnosis/report.ts';
import type {KnownCause} from '../source/domain/cause.ts';
import {failing, log} from './diagnosis/build-log.ts';
import {executionId, noon, run, shas} from './fixtures.ts';

const cause: KnownCause = {
	id: 'bucket-there',
	cause: 'the bucket is there already',
	advice: 'import it into the stack',
	retryHelps: true,
	sure: 'certain',
};
const green = log(
	'> Entering phase BUILD',
	'> Running command pulumi up --yes',
	'Updating (staging)',
	'done',
);
/** A log with these lines before the failure. */
export const printed = (...lines: readonly string[]) =>
	log(
		'> Entering phase BUILD',
		'> Running command pulumi up --yes',
		'Updating (staging)',
		...lines,
		...failing('BUILD', 'pulumi up --yes', 255),
	);
/** What a failed build printed. */
export const lines = printed(
	'error: \x1b[31mbucket\x1b[m already exists',
	'password=hunter22',
	'error: stack is locked',
);

/** What is known of a failed deployment whose log names a cause. */
export function failed(over: Partial<Failing> = {}, of = lines): Failing {
	const diagnosis = diagnose(of, null, null, {
		recognise: texts => {
			const at = texts.findIndex(text => text.includes('already exists'));
			return at < 0 ? null : {cause, at};
		},
		green: greenLog('green:1', green, true),
	});
	return {
		pipeline: 'l-indexer-pipeline',
		execution: executionId(1),
		commit: shas.ours,
		subject: 'feat: batch `inserts` (#812)',
		run: run('DeployStaging', 'DeployStagingTaiko', 'Failed', [5, 4], {build: 'taiko:1'}),
		answer: null,
		provider: 'CodeBuild',
		category: 'Build',
		chains: new Map([
			['DeployStagingTaiko', 'Taiko'],
			['DeployStagingSepolia', 'Sepolia'],
		]),
		build: null,
		log: {lines: of, fromStart: true},
		gap: null,
		diagnosis,
		comparison: {
			lastGreen: {execution: executionId(0), commit: shas.older, at: noon, build: 'green:1'},
			earlier: 4,
			passed: ['DeployStagingSepolia'],
			same: [],
		},
		newer: {kind: 'none'},
		links: {log: 'https://example.com/log', pipeline: 'https://example.com/pipeline'},
		...over,
	};
}
