/**
 * Keeps what Node warns of (a deprecation, many listeners) off a terminal that a screen is drawn on: Node writes it to
 * stderr past everybody. Returns what lets it be said after all, once the terminal is the shell's again.
 */
export function holdWarnings(): () => void {
	const held: Error[] = [];
	const hold = (warning: Error) => void held.push(warning);
	const sayers = process.listeners('warning');
	process.removeAllListeners('warning').on('warning', hold);
	return () => {
		process.off('warning', hold);
		for (const say of sayers) process.on('warning', say);
		for (const warning of held.splice(0)) process.emit('warning', warning);
	};
}
