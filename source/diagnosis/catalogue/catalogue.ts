import type {CatalogueEntry} from './entry.ts';
import {existing} from './existing.ts';
import {identities} from './identities.ts';
import {limits} from './limits.ts';
import {locks} from './locks.ts';
import {permissions} from './permissions.ts';
import {pulumi} from './pulumi.ts';
import {runbook} from './runbook.ts';

/** Every failure that is known, the more special before the more general. */
export const catalogue: readonly CatalogueEntry[] = [
	...runbook,
	...locks,
	...pulumi,
	...existing,
	...limits,
	...identities,
	...permissions,
];
