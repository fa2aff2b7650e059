/** Bundles the file whose `main` the launcher calls, with the launcher, into a folder. */
export function bundle(main: string, outdir: string): Promise<unknown>;
