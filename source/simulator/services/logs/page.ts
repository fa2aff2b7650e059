import {createHash} from 'node:crypto';
import type {LogEvent} from '../../account/records.ts';
import {integer} from '../../protocol/members.ts';

export const pageBytes = 1024 * 1024;
export const pageEvents = 10_000;
/** What AWS counts for an event beside its message. */
const eventBytes = 26;

export const limit = integer({min: 1, max: pageEvents});
export const size = ({message}: LogEvent) => Buffer.byteLength(message) + eventBytes;
export const eventWire = ({timestamp, message, ingestionTime}: LogEvent) => ({
	timestamp,
	message,
	ingestionTime,
});

/** A number of at most 20 digits that stands for a stream in tokens and ids. */
export function sealOf(group: string, stream: string): bigint {
	return createHash('sha256').update(`${group} ${stream}`).digest().readBigUInt64LE(0);
}
