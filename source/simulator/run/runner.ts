import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Account} from '../account/account.ts';
import type {Runner} from '../account/real-build.ts';
import type {Build} from '../account/records.ts';
import type {Places} from './environment.ts';
import {runBuild} from './run-build.ts';
import type {Shell} from './shell.ts';

/** What a build holds of this machine while it runs. */
type Held = Places & {shell: Shell | undefined};

/** Runs the commands of builds in scratch folders, each in a process group of its own. */
export type CommandRunner = Runner & {
	/** Ends everything, at once. */
	readonly close: () => void;
};

/** `endpoint` is where AWS clients in builds find the simulator. */
export function createRunner(account: Account, endpoint: string): CommandRunner {
	const held = new Map<Build, Held>();
	const artifacts = mkdtempSync(join(tmpdir(), 'sluice-artifacts-'));
	const release = (build: Build) => {
		const hold = held.get(build);
		if (!hold) return;
		held.delete(build);
		hold.shell?.kill();
		// Processes that were just killed may still be writing.
		rmSync(hold.scratch, {recursive: true, force: true, maxRetries: 3});
	};
	const close = () => {
		for (const build of [...held.keys()]) release(build);
		rmSync(artifacts, {recursive: true, force: true, maxRetries: 3});
		process.off('exit', close);
	};
	process.once('exit', close);

	return {
		take: build => {
			const scratch = mkdtempSync(join(tmpdir(), 'sluice-build-'));
			const [source, home, scripts] = [join(scratch, 'src'), join(scratch, 'home'), join(scratch, 'scripts')];
			for (const folder of [source, home, scripts]) mkdirSync(folder);
			const hold: Held = {scratch, source, home, scripts, artifacts, shell: undefined};
			held.set(build, hold);
			void runBuild({
				account,
				build,
				places: hold,
				endpoint,
				onShell: shell => {
					if (held.has(build)) hold.shell = shell;
				},
			});
		},
		release,
		close,
	};
}
