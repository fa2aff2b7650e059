import type {Palette} from './palette.ts';

/** What the user asked for; `mono` has no colours at all. */
type Asked = 'auto' | 'dark' | 'light' | 'high-contrast' | 'mono';

/**
 * The colours for what the user asked for, on the terminal's background as far as that is known. Where there are only
 * sixteen (`level` 1), their owner has chosen them for his background.
 */
export function paletteFor(
	asked: Asked,
	{ground, level}: {readonly ground: 'dark' | 'light' | null; readonly level: 0 | 1 | 2 | 3},
): Palette {
	switch (asked) {
		case 'auto':
			return level > 1 && ground !== null ? ground : 'neutral';
		case 'dark':
		case 'light':
			return asked;
		case 'high-contrast':
			return ground === 'light' ? 'high-contrast-light' : 'high-contrast-dark';
		case 'mono':
			return 'neutral';
	}
}

/** Whether the colours depend on the background. */
export function dependsOnGround(asked: Asked, level: 0 | 1 | 2 | 3): boolean {
	return (asked === 'auto' && level > 1) || (asked === 'high-contrast' && level > 0);
}
