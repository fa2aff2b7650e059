/** One thing that was looked at. A note is no fault: something is worth knowing, or could not be told. */
export interface Check {
	readonly check: string;
	readonly status: 'ok' | 'note' | 'fault';
	/** One sentence without its full stop, sanitised. */
	readonly message: string;
	/** What mends it: a command, or what to do. */
	readonly fix: string | null;
}

export function ok(check: string, message: string): Check {
	return {check, status: 'ok', message, fix: null};
}

export function note(check: string, message: string, fix: string | null = null): Check {
	return {check, status: 'note', message, fix};
}

export function fault(check: string, message: string, fix: string | null): Check {
	return {check, status: 'fault', message, fix};
}

/** `1 pipeline`, `3 pipelines`. */
export function counted(count: number, one: string): string {
	return `${count} ${one}${count === 1 ? '' : 's'}`;
}
