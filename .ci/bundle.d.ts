import type {Metafile} from 'esbuild';

/** Bundles the file whose `main` the launcher calls, with the launcher, into a folder; resolves with what esbuild says of it. */
export function bundle(main: string, outdir: string): Promise<Metafile>;
