import type {Commit} from '../domain/commit.ts';
import type {Gh} from './gh.ts';
import type {Repository} from './repository.ts';

/** The commit that a text stands for, perhaps with a note to its reader; or one sentence that says what to do. */
export type Revision =
	| {
			readonly kind: 'found';
			readonly commit: Commit;
			readonly note: string | null;
			/** Whether a remote branch has it; null: cannot be told. */
			readonly pushed: boolean | null;
	  }
	| {readonly kind: 'problem'; readonly message: string};

/** What can be asked; null where there is none. */
export interface Surroundings {
	readonly repository: Repository | null;
	readonly gh: Gh | null;
}

export function found(commit: Commit, note: string | null, pushed: boolean | null): Revision {
	return {kind: 'found', commit, note, pushed};
}

export function problem(message: string): Revision {
	return {kind: 'problem', message};
}
