const two = (number: number) => String(number).padStart(2, '0');

/** A number as it is read: `1,260`. */
export function grouped(number: number): string {
	return number.toLocaleString('en-US');
}

export function lineCount(lines: number): string {
	return `${grouped(lines)} ${lines === 1 ? 'line' : 'lines'}`;
}

/** A time since a build began: `+1:03`, `+1:02:03`; ms in. */
export function sinceStart(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return hours > 0 ? `+${hours}:${two(minutes)}:${two(seconds % 60)}` : `+${minutes}:${two(seconds % 60)}`;
}

/** The time of day where the reader is: `14:16:03`. */
export function timeOfDay(at: number): string {
	const date = new Date(at);
	return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
