import type {CatalogueEntry} from './entry.ts';
import {locks} from './locks.ts';

/** Every failure that is known, the more special before the more general. */
export const catalogue: readonly CatalogueEntry[] = [...locks];
