import {existsSync} from 'node:fs';
import {copyFile, cp, mkdir, readdir} from 'node:fs/promises';
import {basename, dirname, join, normalize, relative, resolve} from 'node:path';
import type {ActionRun, Build} from '../account/records.ts';
import {globbed} from '../glob.ts';
import type {Artifacts} from './buildspec.ts';

/** Copies what a buildspec gives out into a folder; false when nothing of a build's source is it. */
export async function collect(
	{files, base, discardsPaths}: Artifacts,
	source: string,
	target: string,
): Promise<boolean> {
	const root = resolve(source, base);
	const patterns = files.map(file => globbed(normalize(file)));
	const entries = await readdir(root, {recursive: true, withFileTypes: true}).catch(() => []);
	const wanted = entries
		.filter(entry => entry.isFile())
		.map(entry => relative(root, join(entry.parentPath, entry.name)))
		.filter(path => patterns.some(pattern => pattern.test(path)));
	for (const path of wanted) {
		const place = join(target, discardsPaths ? basename(path) : path);
		await mkdir(dirname(place), {recursive: true});
		await copyFile(join(root, path), place);
	}
	return wanted.length > 0;
}

/** Where the output of a build lies. */
export const outputOf = (folder: string, {uuid}: Build) => join(folder, uuid);

/** Lays out the artifact of an earlier build as the source of this one; false when its input is none. */
export async function layOut({run}: Build, folder: string, source: string): Promise<boolean> {
	const maker = run && makerOf(run);
	const output = maker?.build && outputOf(folder, maker.build);
	if (output === undefined || !existsSync(output)) return false;
	await cp(output, source, {recursive: true});
	return true;
}

/** The newest run that made the input in which a build begins. */
function makerOf({declaration, start, stageRun: {execution}}: ActionRun): ActionRun | undefined {
	const input = start.configuration.PrimarySource ?? declaration.inputArtifacts?.[0]?.name;
	const former = execution.rollbackOf?.stageRuns ?? [];
	return [...former, ...execution.stageRuns]
		.flatMap(({latest}) => [...latest.values()])
		.findLast(run => run.declaration.outputArtifacts?.[0]?.name === input);
}
