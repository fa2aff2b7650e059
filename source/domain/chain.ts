import type {ActionDefinition, StageDefinition} from './pipeline.ts';

/**
 * The chain that an action deploys, or null where it is none: parallel actions of a stage that do the same to
 * different targets. `DeployStagingTaiko` in `DeployStaging` is `Taiko`; approvals are never chains.
 */
export function chainOf(stage: StageDefinition, action: ActionDefinition): string | null {
	return chainsOf(stage).get(action.name) ?? null;
}

/** The chains of a stage by action name; no two have the same name. */
export function chainsOf(stage: StageDefinition): ReadonlyMap<string, string> {
	const chains: [action: string, chain: string][] = [];
	for (const siblings of Map.groupBy(stage.actions, ({runOrder}) => runOrder).values()) {
		const names = siblings.filter(isWork).map(({name}) => name);
		const shared = names.length > 1 ? sharedStart(names) : '';
		for (const name of names) {
			const rest = tail(name, stage.name) ?? (shared === '' ? null : tail(name, shared));
			if (rest !== null && rest !== '') chains.push([name, rest]);
		}
	}
	const sharers = Map.groupBy(chains, ([, chain]) => chain);
	return new Map(chains.filter(([, chain]) => sharers.get(chain)?.length === 1));
}

function isWork({category}: ActionDefinition): boolean {
	return category !== 'Approval' && category !== 'Source';
}

/** What follows `start` in `name`, without separators; null when it does not begin so at a word's end. */
function tail(name: string, start: string): string | null {
	if (!name.startsWith(start)) return null;
	const rest = name.slice(start.length);
	const endsWord = /[-_.@]$/.test(start) || !/^[a-z]/.test(rest);
	return endsWord ? rest.replace(/^[-_.@]+/, '') : null;
}

/** What all names share at the beginning, cut back to a word's boundary; of one name that is all of it. */
export function sharedStart(names: readonly string[]): string {
	const [first = '', ...others] = names;
	let length = first.length;
	for (const name of others) while (!name.startsWith(first.slice(0, length))) length--;
	while (length > 0 && names.some(name => !isBoundary(name, length))) length--;
	return first.slice(0, length);
}

/** Whether a word can begin at `index`: after a separator, or where a capital or a digit begins. */
function isBoundary(name: string, index: number): boolean {
	const [before, after] = [name[index - 1] ?? '', name[index] ?? ''];
	if (after === '' || /[-_.@]/.test(before)) return true;
	return (
		/[-_.@]/.test(after) ||
		(/[A-Z]/.test(after) && /[a-z0-9]/.test(before)) ||
		(/[0-9]/.test(after) && /[^0-9]/.test(before))
	);
}
