import type {FileCommit} from './schema.ts';

/** Something that is wrong with what stands at `path`; the message goes behind the key. */
export type Objection = {readonly path: readonly (string | number)[]; readonly message: string};

export const noPipeline = 'must be the name of a pipeline of this file; * stands for any part of names';
export const noStage = 'must be a stage of that pipeline';

/** Whether the beginning of a SHA is that of a commit of the file. */
export const isKnown = (start: string, commits: readonly FileCommit[]) =>
	commits.some(({sha}) => sha.startsWith(start));
