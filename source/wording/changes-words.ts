import type {Changes} from '../domain/changes.ts';
import type {Refusal} from '../domain/refusal.ts';
import type {ChangedCommit, Folder, Obscurity, Shipment} from '../domain/shipment.ts';
import {rulesWords} from './rule-words.ts';
import {count, named} from './words.ts';

/** That no gate is open, and what would come to it next; null: one is, or what came was refused. */
export function closedWords(changes: Changes): string | null {
	const {kind, gate, stage, now, next} = changes;
	if (isItself(changes)) return null;
	if (kind === 'failure' || gate !== null || stage === null) return null;
	if (next === null || next === now) return 'no gate is open';
	return `no gate is open: ${named(next)} would come to ${stage ?? 'it'} next`;
}

/** Whether what the changes are of is what was refused. */
export function isItself({refusal, execution}: Pick<Changes, 'refusal' | 'execution'>): boolean {
	return refusal !== null && refusal.execution === execution;
}

/** Who was refused, where and by what: `1f0a6b2 was refused by Deploy: rule Window …`; null: nobody was. */
export function refusalWords({refusal}: Pick<Changes, 'refusal'>): string | null {
	if (refusal === null) return null;
	const {commit, stage, entered} = refusal;
	const fate = entered ? 'did not get through' : 'was refused by';
	return `${named(commit)} ${fate} ${stage}: ${brokenWords(refusal)}`;
}

/** What did not hold; where that is not known, where it stands. */
export function brokenWords({entered, rules}: Refusal): string {
	if (rules.length > 0) return rulesWords(rules);
	return `a condition for ${entered ? 'leaving' : 'entering'} it did not hold; the console shows which rule`;
}

/** Why not all is told of what would ship, and what to do about it; null: all is. */
export function shipmentNote(changes: Changes): string | null {
	const {shipment} = changes;
	switch (shipment.kind) {
		case 'known':
			return shipment.whole ? null : 'there are more commits than are listed';
		case 'asked':
			return 'git and gh have not answered yet';
		case 'unknown':
			return obscurityWords(shipment.why, changes);
	}
}

function obscurityWords(why: Obscurity, {stage, now, next}: Changes): string {
	switch (why) {
		case 'no-next':
			return 'no commit is known to ship';
		case 'nothing-runs':
			return `${stage ?? 'the stage'} has run nothing yet: all of the history up to ${named(next)} would ship`;
		case 'no-now':
			return `what ${stage ?? 'the stage'} runs now is not known, and so neither is what would ship`;
		case 'no-commits':
			return 'its source is no git repository: what lies between two of its revisions cannot be told';
		case 'no-answer':
			return `what lies between ${named(now)} and ${named(next)} is not known here: run git fetch in the clone, or gh auth login`;
	}
}

/** What would be lost, said loudly; empty: nothing would. */
export function lostWords({shipment, stage}: Changes): string {
	const lost = shipment.kind === 'known' ? shipment.lost.length : 0;
	if (lost === 0) return '';
	return `TAKES ${count(lost, 'COMMIT')} AWAY that ${stage ?? 'the stage'} runs now`;
}

/** `3 commits · 2 people · 2 pull requests · 1 taken back`. */
export function shipmentWords({commits, whole}: Extract<Shipment, {kind: 'known'}>): string {
	const some = whole ? '' : 'more than ';
	const requests = new Set(commits.flatMap(({pullRequest}) => pullRequest ?? [])).size;
	const people = new Set(commits.flatMap(({author}) => author ?? [])).size;
	const takenBack = commits.filter(({revertedBy}) => revertedBy !== null).length;
	if (commits.length === 0) return 'nothing new';
	return [
		`${some}${count(commits.length, 'commit')}`,
		people === 0 ? '' : count(people, 'person', 'people'),
		requests === 0 ? '' : count(requests, 'pull request'),
		takenBack === 0 ? '' : `${takenBack} taken back again`,
	]
		.filter(part => part !== '')
		.join(' · ');
}

/** What a commit has to do with another one's undoing; empty: nothing. */
export function revertWords({reverts, revertedBy}: Pick<ChangedCommit, 'reverts' | 'revertedBy'>): string {
	if (revertedBy !== null) return `reverted by ${named(revertedBy)}`;
	return reverts === null ? '' : `reverts ${named(reverts)}`;
}

/** `crates/indexer 4 · infra 2`: how many files of each folder, the root's as `.`; the rest in one. */
export function foldersWords(folders: readonly Folder[], most: number): string {
	const shown = folders.slice(0, most).map(({folder, files}) => `${folder === '' ? '.' : folder} ${files}`);
	const rest = folders.slice(most);
	const files = rest.reduce((sum, each) => sum + each.files, 0);
	return [...shown, ...(rest.length === 0 ? [] : [`${count(rest.length, 'other folder')} ${files}`])].join(
		' · ',
	);
}
