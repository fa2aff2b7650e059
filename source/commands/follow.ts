import {assemble} from '../assemble.ts';
import type {FollowLine} from '../command-line/parse.ts';
import type {Commit} from '../domain/commit.ts';
import {wrongUse} from '../exit-code.ts';
import {resolveRevision} from '../git/revision.ts';
import {type Ground, groundFor, type Surroundings} from './ground.ts';
import type {Show} from './show.ts';

/** Follows commits in an AWS account, by the face given. Resolves with the exit code; what is wrong is said in one sentence. */
export async function follow(
	line: FollowLine,
	show: Show,
	surroundings: Surroundings,
	complain: (line: string) => void,
): Promise<number> {
	const wrong = (message: string) => {
		complain(`sluice: ${message}`);
		return wrongUse;
	};
	const ground = await groundFor(line.account, surroundings, line.appear);
	if ('problem' in ground) return wrong(ground.problem);
	const commit = await commitOf(line, ground);
	if (commit !== null && 'problem' in commit) return wrong(commit.problem);
	if (commit?.note) complain(`sluice: ${commit.note}`);
	const program = assemble(ground.target);
	if (commit !== null) program.engine.send({kind: 'track', commit: commit.commit});
	return show({
		program,
		title: commit === null ? 'sluice' : `sluice ${commit.commit.sha.slice(0, 7)}`,
		demo: false,
		alsoAsk: ground.settings.approvalAlso,
		bell: ground.settings.bell,
		pick: commit === null,
		theme: ground.settings.theme ?? 'auto',
		terminal: line.terminal,
		sought: ground.sought,
	});
}

/** The commit that the line names, `watch`'s HEAD; null when the live screen is to ask for one. */
async function commitOf(
	{command, commits}: FollowLine,
	ground: Ground,
): Promise<{readonly commit: Commit; readonly note: string | null} | {readonly problem: string} | null> {
	const typed = commits[0] ?? (command === 'watch' ? 'HEAD' : null);
	if (typed === null) return null;
	const resolved = await resolveRevision(typed, ground);
	return resolved.kind === 'found' ? resolved : {problem: resolved.message};
}
