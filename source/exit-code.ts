import {constants} from 'node:os';

/** What a run came to, as far as the exit code is concerned. */
export interface Outcome {
	/** AWS refused, so that nothing could be learned. */
	readonly refused: boolean;
	/** An execution failed and nothing carries the commit on. */
	readonly failed: boolean;
	/** The commit will not go further on its own: superseded, stopped, cancelled. */
	readonly ended: boolean;
	/** A person must act elsewhere first. */
	readonly blocked: boolean;
	/** No execution came in time, or the time was up. */
	readonly missing: boolean;
}

/** The command line or the settings are wrong; also an unknown commit, no repository, no pipeline that matches. */
export const wrongUse = 2;
/** AWS refused. */
export const refused = 5;
/** The program itself is at fault. No run ends so that went as it should; the number is BSD's EX_SOFTWARE. */
export const ownFault = 70;
/** What the program says cannot be written, as on a full disk; the number is BSD's EX_IOERR. */
export const unwritable = 74;

/** The exit code of a run; when several apply, the most pressing one counts. */
export function exitCode(outcome: Outcome): number {
	if (outcome.refused) return refused;
	if (outcome.failed) return 1;
	if (outcome.ended) return 3;
	if (outcome.blocked) return 6;
	if (outcome.missing) return 4;
	return 0;
}

/** The exit code of a run that a signal ended, as shells count it. */
export function signalCode(signal: NodeJS.Signals): number {
	return 128 + constants.signals[signal];
}
