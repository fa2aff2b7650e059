/** The signs of the states, the same on the screen and in the status line. */
export const glyphs = {
	notReached: '·',
	waiting: '◇',
	running: '◐',
	gate: '▲',
	ended: '■',
	good: '✓',
	failed: '✗',
	skipped: '↷',
	unknown: '?',
} as const;
