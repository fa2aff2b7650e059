/** Lets so many seconds pass. */
export const pause = (seconds: number) => new Promise<void>(resolve => setTimeout(resolve, seconds * 1000));

/** Tries ten times a second until it holds; false: within so many seconds it never did. */
export async function until(holds: () => Promise<boolean> | boolean, seconds: number): Promise<boolean> {
	const end = performance.now() + seconds * 1000;
	while (!(await holds())) {
		if (performance.now() > end) return false;
		await pause(0.1);
	}
	return true;
}
