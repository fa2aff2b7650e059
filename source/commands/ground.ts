import picomatch from 'picomatch';
import type {Target} from '../assemble.ts';
import type {AccountFlags} from '../command-line/parse.ts';
import {recogniser} from '../diagnosis/known-cause.ts';
import {type Gh, ghIn} from '../git/gh.ts';
import {historyOf} from '../git/known.ts';
import {openRepository, type Repository} from '../git/repository.ts';
import {type Credentials, credentialsFromChain, credentialsFromFile} from '../providers/aws/credentials.ts';
import {missingProfile} from '../providers/aws/errors.ts';
import {findingKeys} from '../providers/aws/hints.ts';
import {isRegion, resolveRegion} from '../providers/aws/region.ts';
import {ProviderError} from '../providers/provider.ts';
import {causeRules} from '../settings/cause-rules.ts';
import {describeProblem, findSettings} from '../settings/find.ts';
import type {Settings} from '../settings/settings.ts';

export interface Surroundings {
	readonly env: NodeJS.ProcessEnv;
	readonly cwd: string;
}

/** What a command stands on: every question of flags, environment and settings is answered, nothing was sent to AWS. */
export interface Ground {
	readonly target: Target;
	readonly settings: Settings;
	readonly repository: Repository | null;
	readonly gh: Gh | null;
	/** Which pipelines were asked for, as they were typed. */
	readonly sought: string;
}

/** How long an execution may take to appear where the command line does not say: webhooks are late at times; ms. */
const usualAppear = 180_000;

/** Reads settings and surroundings for a command; or says in one sentence (or a line for each problem) what is wrong. */
export async function groundFor(
	account: AccountFlags,
	{env, cwd}: Surroundings,
	appear = usualAppear,
): Promise<Ground | {readonly problem: string}> {
	const found = await findSettings({cwd, env, file: account.settings});
	if (found.kind === 'problems') return {problem: found.problems.map(describeProblem).join('\nsluice: ')};
	const {settings} = found;
	const profile = account.profile ?? env.AWS_PROFILE ?? null;
	const region = await resolveRegion({flag: account.region, env, profile, settings: settings.region});
	if (region === null) return {problem: 'no region is set: give --region, for example --region us-west-2'};
	if (!isRegion(region)) return {problem: `${region} is no region: a region looks like us-west-2`};
	const problem = await wrongKeys(account, settings, env);
	if (problem !== null) return {problem};
	const where = {repository: await openRepository(cwd, env), gh: ghIn(cwd, env)};
	const globs = account.pipelines.length > 0 ? account.pipelines : settings.track;
	return {
		target: {
			region,
			credentials: credentialsOf(account, settings, profile),
			profile,
			endpoint: account.endpointUrl,
			wanted: globs.length > 0 ? picomatch([...globs]) : () => true,
			interval: (account.interval ?? settings.interval ?? 30) * 1000,
			rate: account.rate ?? settings.rate ?? 1,
			history: historyOf(where),
			paths: settings.paths,
			recognise: recogniser(causeRules(settings.failures)),
			appear,
			portal: settings.console,
		},
		settings,
		...where,
		sought: globs.length > 0 ? globs.join(' ') : '*',
	};
}

/** A file that the command line names counts before a profile that it names, both before the settings' file. */
export function credentialsOf(
	account: AccountFlags,
	settings: Settings,
	profile: string | null,
): Credentials {
	const table = account.credentialsTable ?? settings.credentials.table ?? 'aws.ops';
	if (account.credentialsFile !== null) return credentialsFromFile(account.credentialsFile, table);
	if (account.profile !== null || settings.credentials.file === null) return credentialsFromChain(profile);
	return credentialsFromFile(settings.credentials.file, table);
}

/** What is wrong with the file or the profile that the command line names; null: nothing. Others may yet be written. */
async function wrongKeys(
	account: AccountFlags,
	settings: Settings,
	env: NodeJS.ProcessEnv,
): Promise<string | null> {
	if (account.credentialsFile !== null) {
		const {identity} = credentialsOf(account, settings, null);
		return identity().then(
			() => null,
			(error: unknown) => (error instanceof ProviderError ? `${error.message}: ${error.hint}` : null),
		);
	}
	if (account.profile === null) return null;
	const {keySourceOf} = await import('../providers/aws/key-source.ts');
	const source = await keySourceOf(account.profile, env);
	return source.kind === 'missing' ? `${missingProfile(source.profile)}: ${findingKeys(source)}` : null;
}
