import {assemble, type Program, type Target} from '../assemble.ts';
import {nearest} from '../command-line/nearest.ts';
import {commands} from '../command-line/options.ts';
import type {FollowLine} from '../command-line/parse.ts';
import type {Commit} from '../domain/commit.ts';
import {systemClock} from '../engine/clock.ts';
import {wrongUse} from '../exit-code.ts';
import {foreignEndpoint, hostOf} from '../providers/aws/endpoint.ts';
import type {Settings} from '../settings/settings.ts';
import {plain} from '../terminal/sanitise.ts';
import type {Cache} from './cache.ts';
import {commitsOf, noCommits} from './commits.ts';
import {settleDoubts} from './doubt.ts';
import {type Ground, groundFor, type Surroundings} from './ground.ts';
import type {Show} from './show.ts';
import {createVoice, type Voice} from './voice.ts';

/**
 * Follows commits in an AWS account, by the face given: lines, or a screen that can ask for a commit. Resolves with the exit
 * code; what is wrong is said in one sentence.
 */
export async function follow(
	line: FollowLine,
	face: {readonly kind: 'lines' | 'screen'; readonly show: Show},
	surroundings: Surroundings,
	complain: (line: string) => void,
): Promise<number> {
	const wrong = (message: string) => {
		complain(`sluice: ${message}`);
		return wrongUse;
	};
	const ground = await groundFor(line.account, surroundings, line.appear);
	if ('problem' in ground) return wrong(ground.problem);
	const {settings} = ground;
	const nobody = line.mine ? withoutUser(ground) : null;
	if (nobody !== null) return wrong(nobody);
	const voice = createVoice();
	const kept = face.kind === 'screen' ? await keepersOf(ground, surroundings, voice) : null;
	const memory = kept?.memory ?? null;
	const isOpen = line.commits.length === 0 && (face.kind === 'screen' || line.mine);
	const found = isOpen ? noCommits : await commitsOf(line.commits, ground);
	if ('problem' in found) return wrong(`${found.problem}${commandMeant(line)}`);
	for (const note of found.notes) complain(`sluice: ${note}`);
	const {doubts} = found;
	const before = isOpen ? ((await memory?.followedBefore()) ?? []) : [];
	const commits: readonly Commit[] = [...found.commits, ...before];
	const {reached} = line.watch;
	const cache = await cacheOf(ground, surroundings);
	const program = assemble({
		...ground.target,
		remembered: await cache.load(),
		mine: line.mine,
		...(reached === null ? {} : {interest: {stage: reached}}),
	});
	for (const commit of commits) program.engine.send({kind: 'track', commit, place: 'last'});
	if (line.mine && commits.length === 0)
		voice.say(`waiting for the next merge of ${plain(ground.repository?.user ?? '')}`);
	const alerts = await alertsOf(program, settings, surroundings, voice);
	const caching = cache.keep(program.store);
	try {
		return await face.show({
			program,
			title: 'sluice',
			demo: false,
			instead: insteadOf(ground, surroundings),
			alsoAsk: settings.approvalAlso,
			bell: settings.bell,
			pick: commits.length === 0 && !line.mine,
			theme: settings.theme ?? 'auto',
			memory,
			past: kept?.past ?? null,
			voice,
			terminal: line.terminal,
			sought: {pipelines: ground.sought, commits: commits.map(({sha}) => sha), stage: reached},
			mine: line.mine,
			watch: line.watch,
			json: line.json,
			settle: signal => settleDoubts(program, doubts, ground, voice.say, signal),
		});
	} finally {
		await alerts?.close();
		await caching.close();
	}
}

/** Why nobody can tell which merges are the user's; null: it can be told. */
function withoutUser({repository}: Ground): string | null {
	if (repository === null)
		return '--mine needs a clone, which tells who you are and what you merged: start sluice in one';
	if (repository.user !== null) return null;
	return '--mine needs to know who you are: git config --global user.email YOU@EXAMPLE.COM';
}

/** What else can have been meant by a word that is no commit, where no command was named: a mistyped one, or one that there is not. */
function commandMeant({command, commits: [word = '']}: FollowLine): string {
	if (command !== 'live' || !/^[a-z][a-z-]*$/i.test(word) || word === 'HEAD') return '';
	const meant = nearest(
		word,
		commands.filter(each => each !== 'live'),
	);
	return meant === null
		? `; and ${word} is no command: sluice --help lists them`
		: `; or did you mean sluice ${meant}? sluice --help lists the commands`;
}

/** What a screen leaves for the next one. */
async function keepersOf({target}: Ground, {env}: Surroundings, {say}: Voice) {
	const [{createMemory}, {createPast}, {stateFileIn}, {happenedFileBeside}] = await Promise.all([
		import('./memory.ts'),
		import('./past.ts'),
		import('../state-file/state-file.ts'),
		import('../state-file/happened-file.ts'),
	]);
	const file = stateFileIn(env);
	const shared = {scope: nameOf(target), clock: systemClock, complain: say};
	return {
		memory: createMemory({...shared, file}),
		past: createPast({...shared, file: happenedFileBeside(file)}),
	};
}

async function cacheOf({target}: Ground, {env}: Surroundings): Promise<Cache> {
	const [{createCache}, {cacheFileIn}] = await Promise.all([
		import('./cache.ts'),
		import('../cache/cache-file.ts'),
	]);
	const scope = nameOf(target);
	return createCache({file: cacheFileIn(env, scope), scope, clock: systemClock});
}

/** What tells apart what is looked at with other credentials, in another region or at another address. */
function nameOf({region, profile, endpoint}: Target): string {
	return [profile, region, endpoint].filter(part => part !== null).join(' ');
}

/** Who is asked in AWS's place, in short; null: AWS itself. */
function insteadOf({target}: Ground, {env}: Surroundings): string | null {
	const found = foreignEndpoint(target.endpoint, env);
	return found === null ? null : hostOf(found.url);
}

/** Null where the settings ask for none. */
async function alertsOf(program: Program, {alerts}: Settings, {env}: Surroundings, {say}: Voice) {
	if (alerts === null) return null;
	const {startAlerts} = await import('./start-alerts.ts');
	return startAlerts(program, alerts, env, say);
}
