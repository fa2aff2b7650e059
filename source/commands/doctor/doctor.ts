import type {DoctorLine} from '../../command-line/parse.ts';
import {systemClock} from '../../engine/clock.ts';
import {createGateway} from '../../engine/gateway.ts';
import {type AboutGit, aboutGh, aboutGit} from '../../git/about.ts';
import {openRepository} from '../../git/repository.ts';
import {profileAccount} from '../../providers/aws/profile-account.ts';
import {createAwsProvider} from '../../providers/aws/provider.ts';
import {isRegion} from '../../providers/aws/region.ts';
import {type Frame, iso} from '../frame.ts';
import type {Surroundings} from '../ground.ts';
import type {Paper} from '../paper.ts';
import {
	clockCheck,
	credentialsCheck,
	endpointCheck,
	pipelinesCheck,
	regionCheck,
	settingsChecks,
} from './account-checks.ts';
import type {Check} from './check.ts';
import {type Footing, footingFor} from './footing.ts';
import {ghCheck, gitChecks, nodeCheck} from './machine-checks.ts';
import {needed} from './needs.ts';
import {type Next, nextCommand} from './next.ts';
import {permissionCheck} from './permission.ts';
import {policyFor} from './policy.ts';
import {type Outcome, type Survey, survey, unsurveyed} from './survey.ts';
import {charactersCheck, coloursCheck, passageChecks, sizeCheck, type Tty} from './terminal-checks.ts';
import {createReport, type Report} from './text.ts';
import {askTmux, tmuxOptions} from './tmux.ts';

/** Where doctor is. */
export interface Place extends Surroundings {
	readonly tty: Tty;
	/** The version of Node.js. */
	readonly node: string;
}

/** Looks at everything that Sluice stands on, and says what to do about each fault. Resolves with the exit code: 1 with a fault. */
export async function doctor(line: DoctorLine, place: Place, paper: Paper): Promise<number> {
	const footing = await footingFor(line.account, place);
	if (line.policy) {
		paper.write(`${JSON.stringify(policyFor(await extentOf(footing, place)), null, 2)}\n`);
		return 0;
	}
	const report = line.json ? silent : createReport(paper);
	const checks: Check[] = [];
	const tell = (...more: readonly Check[]) => {
		for (const check of more) {
			checks.push(check);
			report.check(check);
		}
	};
	const [git, repository] = await Promise.all([
		aboutGit(place.cwd, place.env),
		openRepository(place.cwd, place.env),
	]);
	const gh = aboutGh(place.cwd, place.env);

	report.section('Account', 'credentials'.length);
	tell(...settingsChecks(footing.settings), regionCheck(footing.region));
	const elsewhere = endpointCheck(line.account.endpointUrl, place.env);
	if (elsewhere !== null) tell(elsewhere);
	const found = await lookAtAccount(line, footing, git, report, tell);

	report.section('This machine', 'repository'.length);
	tell(nodeCheck(place.node), ...gitChecks(git, found.sample.followed), ghCheck(await gh));

	const tmux = place.env.TMUX ? await askTmux(place.cwd, place.env) : null;
	const widest = Math.max(...tmuxOptions.map(option => option.length));
	report.section('Terminal', tmux === null ? 'characters'.length : widest);
	tell(sizeCheck(place.tty), coloursCheck(place.env, line.terminal.color), charactersCheck(place.env));
	tell(...passageChecks(place.env, tmux));

	const recent = (await repository?.recent(50)) ?? [];
	const region = regionOf(footing);
	const settings = footing.settings.kind === 'settings';
	const sight = {settings, region: region !== null, survey: found};
	const next = nextCommand({...sight, git, recent, account: line.account});
	report.end(next);
	if (line.json) paper.write(`${JSON.stringify(objectOf(checks, next, found, region))}\n`);
	return checks.some(({status}) => status === 'fault') ? 1 : 0;
}

/** Tells whose keys these are, how the clocks agree, and what each read is answered with. */
async function lookAtAccount(
	{account}: DoctorLine,
	{credentials, profile, globs, wanted, rate, ...footing}: Footing,
	git: AboutGit,
	report: Report,
	tell: (...checks: readonly Check[]) => void,
): Promise<Survey> {
	const begin = (outcome: Outcome, so: Survey) => {
		tell(credentialsCheck(outcome, so, credentials), clockCheck(so.skew));
		report.section(
			'Permissions, each tried by a real read',
			Math.max(...needed.map(({length}) => length)),
			'reads',
		);
	};
	const region = regionOf(footing);
	if (region === null) {
		const spared = {kind: 'spared', because: 'the region is not known'} as const;
		begin(spared, unsurveyed);
		tell(...needed.map(operation => permissionCheck(operation, spared)));
		return unsurveyed;
	}
	const {gateway} = createGateway({pipelines: rate, builds: rate, logs: rate * 2}, systemClock);
	const {now} = systemClock;
	const endpoint = account.endpointUrl;
	const provider = createAwsProvider({region, credentials, endpoint, gateway, now});
	const wish = {globs, wanted, origin: git.kind === 'repository' ? git.origin : null};
	try {
		const found = await survey(provider, wish, now, (operation, outcome, so) => {
			if (operation === 'GetCallerIdentity') begin(outcome, so);
			tell(permissionCheck(operation, outcome));
		});
		const none = pipelinesCheck(found.sample, globs);
		if (none !== null) tell(none);
		return found;
	} finally {
		provider.close();
	}
}

function regionOf({region}: Pick<Footing, 'region'>): string | null {
	return region !== null && isRegion(region.region) ? region.region : null;
}

/** What the policy can be narrowed to without asking anybody. */
async function extentOf(footing: Footing, {env}: Surroundings) {
	const {profile} = footing.credentials;
	const account = profile === null ? null : await profileAccount(profile, env);
	return {region: regionOf(footing), account};
}

const silent: Report = {section() {}, check() {}, end() {}};

function objectOf(
	checks: readonly Check[],
	{command}: Next,
	{sample, trouble}: Survey,
	region: string | null,
): Frame & {readonly checks: readonly Check[]; readonly next: string} {
	return {
		v: 1,
		asOf: iso(systemClock.now()),
		account: sample.identity?.account ?? null,
		region,
		trouble: trouble === null ? null : {kind: trouble.kind, message: trouble.message, renew: trouble.hint},
		checks,
		next: command,
	};
}
