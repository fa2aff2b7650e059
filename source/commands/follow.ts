import picomatch from 'picomatch';
import {assemble} from '../assemble.ts';
import type {AccountFlags, FollowLine} from '../command-line/parse.ts';
import type {Commit} from '../domain/commit.ts';
import {wrongUse} from '../exit-code.ts';
import {ghIn} from '../git/gh.ts';
import {noHistory} from '../git/history.ts';
import {openRepository} from '../git/repository.ts';
import {resolveRevision} from '../git/revision.ts';
import {type Credentials, credentialsFromChain, credentialsFromFile} from '../providers/aws/credentials.ts';
import {isRegion, resolveRegion} from '../providers/aws/region.ts';
import {describeProblem, findSettings} from '../settings/find.ts';
import type {Settings} from '../settings/settings.ts';
import type {Show} from './show.ts';

export interface Surroundings {
	readonly env: NodeJS.ProcessEnv;
	readonly cwd: string;
}

/** How long an execution of the commit may take to appear: webhooks are late at times; ms. */
const appear = 180_000;

/** Follows a commit in an AWS account, by the face given. Resolves with the exit code; what is wrong is said in one sentence. */
export async function follow(
	line: FollowLine,
	show: Show,
	{env, cwd}: Surroundings,
	complain: (line: string) => void,
): Promise<number> {
	const wrong = (message: string) => {
		complain(`sluice: ${message}`);
		return wrongUse;
	};
	const found = await findSettings({cwd, env, file: line.account.settings});
	if (found.kind === 'problems') return wrong(found.problems.map(describeProblem).join('\nsluice: '));
	const {settings} = found;
	const profile = line.account.profile ?? env.AWS_PROFILE ?? null;
	const region = await resolveRegion({flag: line.account.region, env, profile, settings: settings.region});
	if (region === null) return wrong('no region is set: give --region, for example --region us-west-2');
	if (!isRegion(region)) return wrong(`${region} is no region: a region looks like us-west-2`);

	const repository = await openRepository(cwd, env);
	const commit = await commitOf(line, {repository, gh: ghIn(cwd, env)});
	if (commit !== null && 'problem' in commit) return wrong(commit.problem);
	if (commit?.note) complain(`sluice: ${commit.note}`);

	const globs = line.account.pipelines.length > 0 ? line.account.pipelines : settings.track;
	const program = assemble({
		region,
		credentials: credentialsOf(line.account, settings, profile),
		profile,
		endpoint: line.account.endpointUrl,
		wanted: globs.length > 0 ? picomatch([...globs]) : () => true,
		interval: (line.account.interval ?? settings.interval ?? 30) * 1000,
		rate: line.account.rate ?? settings.rate ?? 1,
		history: repository ?? noHistory,
		appear,
	});
	if (commit !== null) program.engine.send({kind: 'track', commit: commit.commit});
	return show({
		program,
		title: commit === null ? 'sluice' : `sluice ${commit.commit.sha.slice(0, 7)}`,
		demo: false,
		alsoAsk: settings.approvalAlso,
		bell: settings.bell,
		pick: commit === null,
		terminal: line.terminal,
		sought: globs.length > 0 ? globs.join(' ') : '*',
	});
}

/** The commit that the line names, `watch`'s HEAD; null when the live screen is to ask for one. */
async function commitOf(
	{command, commit}: FollowLine,
	where: Parameters<typeof resolveRevision>[1],
): Promise<{readonly commit: Commit; readonly note: string | null} | {readonly problem: string} | null> {
	const typed = commit ?? (command === 'watch' ? 'HEAD' : null);
	if (typed === null) return null;
	const resolved = await resolveRevision(typed, where);
	return resolved.kind === 'found' ? resolved : {problem: resolved.message};
}

/** A file that the command line names counts before a profile that it names, both before the settings' file. */
function credentialsOf(account: AccountFlags, settings: Settings, profile: string | null): Credentials {
	const table = account.credentialsTable ?? settings.credentials.table ?? 'aws.ops';
	if (account.credentialsFile !== null) return credentialsFromFile(account.credentialsFile, table);
	if (account.profile !== null || settings.credentials.file === null) return credentialsFromChain(profile);
	return credentialsFromFile(settings.credentials.file, table);
}
