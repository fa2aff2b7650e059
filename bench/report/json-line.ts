import {type Figure, holds} from './figure.ts';
import type {Surroundings} from './surroundings.ts';

/** A figure as one line of JSON; a number that could not be had is null. `at`: ms since the epoch. */
export function jsonLine(figure: Figure, about: Surroundings, at: number): string {
	const value = Number.isFinite(figure.value) ? figure.value : null;
	return JSON.stringify({
		v: 1,
		at: new Date(at).toISOString(),
		...figure,
		value,
		holds: holds(figure),
		...about,
	});
}
