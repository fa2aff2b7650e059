import type {Plugin} from 'esbuild';

/** Has Ink, where it is bundled, remember the rows of the frame before. */
export const inkMemory: Plugin;
