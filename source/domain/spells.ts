/** A time between two moments; ms since the epoch, `to` not before `from`. */
export interface Spell {
	readonly from: number;
	readonly to: number;
}

/** The same time as spells that neither touch nor overlap, in their order. */
export function joined(spells: readonly Spell[]): readonly Spell[] {
	const result: Spell[] = [];
	for (const spell of spells.toSorted((a, b) => a.from - b.from)) {
		const last = result.at(-1);
		if (last === undefined || spell.from > last.to) result.push(spell);
		else if (spell.to > last.to) result[result.length - 1] = {from: last.from, to: spell.to};
	}
	return result;
}

/** How much time spells cover together; what several cover counts once; ms. */
export function covered(spells: readonly Spell[]): number {
	return joined(spells).reduce((sum, {from, to}) => sum + to - from, 0);
}

/** What of a time no spell covers. */
export function gapsIn(whole: Spell, spells: readonly Spell[]): readonly Spell[] {
	const gaps: Spell[] = [];
	let from = whole.from;
	for (const spell of joined(spells)) {
		if (spell.from >= whole.to) break;
		if (spell.from > from) gaps.push({from, to: spell.from});
		from = Math.max(from, spell.to);
	}
	if (from < whole.to) gaps.push({from, to: whole.to});
	return gaps;
}
