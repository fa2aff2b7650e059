import type {Credentials} from '../../providers/aws/credentials.ts';
import {foreignEndpoint} from '../../providers/aws/endpoint.ts';
import {isRegion, type NamedRegion} from '../../providers/aws/region.ts';
import {describeProblem} from '../../settings/find.ts';
import type {Found} from '../../settings/settings.ts';
import {plain} from '../../terminal/sanitise.ts';
import {span} from '../line.ts';
import {type Check, fault, note, ok} from './check.ts';
import type {Outcome, Survey} from './survey.ts';

/** The settings file in use, or every problem in it. */
export function settingsChecks(found: Found): readonly Check[] {
	if (found.kind === 'problems')
		return found.problems.map(problem =>
			fault(
				'settings',
				describeProblem(problem),
				`edit ${plain(problem.file)}, or name another: --settings FILE`,
			),
		);
	return [
		ok(
			'settings',
			found.file === null ? 'no sluice.toml: flags, environment and defaults count' : plain(found.file),
		),
	];
}

/** The region, and who named it. */
export function regionCheck(named: NamedRegion | null): Check {
	if (named === null)
		return fault('region', 'no region is set', 'export AWS_REGION=us-west-2, or --region us-west-2');
	const region = plain(named.region);
	if (!isRegion(named.region))
		return fault('region', `${region} (from ${named.by}) is no region`, 'a region looks like us-west-2');
	return ok('region', `${region}, from ${named.by}`);
}

/** Where the keys come from. */
type KeySource = Pick<Credentials, 'file' | 'profile'>;

/** Whose keys these are: the outcome of asking STS. */
export function credentialsCheck(outcome: Outcome, {sample}: Survey, source: KeySource): Check {
	const check = 'credentials';
	if (outcome.kind === 'answered' && sample.identity !== null)
		return ok(check, `${sample.identity.arn}${from(source)}`);
	if (outcome.kind === 'spared') return note(check, `not tried: ${outcome.because}`);
	if (outcome.kind !== 'failed') return note(check, 'nobody is named');
	const {kind, message, hint} = outcome.error;
	if (kind === 'denied') return note(check, `whose they are is not told${from(source)}`);
	if (kind === 'expired' || kind === 'no-credentials') return fault(check, message, hint);
	return note(check, `whose they are could not be asked: ${message}`);
}

function from({file, profile}: KeySource): string {
	if (file !== null) return `, from ${plain(file)}`;
	return profile === null ? '' : `, profile ${plain(profile)}`;
}

/** AWS refuses signatures that are older or newer than this (SigV4); ms. */
const refused = 300_000;
/** More than a reply may take; ms. */
const odd = 30_000;

/** That it is not AWS that answers, where somebody said so: what is seen then is told of nobody's account. */
export function endpointCheck(
	flag: string | null,
	env: Readonly<Record<string, string | undefined>>,
): Check | null {
	const found = foreignEndpoint(flag, env);
	return found === null
		? null
		: note('endpoint', `${found.url} is asked, not AWS itself: ${found.by} says so`);
}

/** How far the clock of this machine is from that of AWS; `skew` is positive when AWS is ahead. */
export function clockCheck(skew: number | null): Check {
	const check = 'clock';
	const fix = 'set the clock of this machine (switch on NTP)';
	if (skew === null) return note(check, 'not compared: AWS has told no time');
	const apart = Math.abs(skew);
	if (apart <= odd) return ok(check, 'agrees with AWS');
	const side = `${span(apart)} ${skew > 0 ? 'behind' : 'ahead of'} AWS`;
	if (apart > refused) return fault(check, `${side}: from 5 minutes on, signatures are refused`, fix);
	return note(check, side, fix);
}

/** That there is nothing to follow; null where there is something, or it is not known. */
export function pipelinesCheck({pipelines}: Survey['sample'], globs: readonly string[]): Check | null {
	if (pipelines === null || pipelines.length > 0) return null;
	const check = 'pipelines';
	return globs.length === 0
		? fault(check, 'there is none in this region', 'is it the right region? --region REGION')
		: fault(
				check,
				`none matches ${plain(globs.join(' '))}`,
				'check --pipelines, track in the settings, --region',
			);
}
