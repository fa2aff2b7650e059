import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {keys} from '../../test/stories/account.ts';
import {environment, program} from '../../test/stories/terminal.ts';
import {openPane, type Pane, type Size} from './pane.ts';

export {program};

/** What the program is told to look at an account. */
export const lookingAt = (url: string) => ['--endpoint-url', url, '--region', 'us-west-2'];

export interface Place {
	readonly cwd: string;
	readonly env: Record<string, string>;
	leave(): void;
}

/** An empty folder that is no repository, with keys that no account knows and nothing remembered from before. */
export function emptyPlace(): Place {
	const cwd = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
	return {
		cwd,
		env: environment({...keys, XDG_STATE_HOME: cwd}),
		leave: () => rmSync(cwd, {recursive: true, force: true}),
	};
}

/** The live screen in a place of its own; closing the pane leaves it. */
export function openScreen(args: readonly string[], size: Size): Pane {
	const place = emptyPlace();
	const pane = openPane({args: [program, ...args], env: place.env, cwd: place.cwd, ...size});
	return {
		...pane,
		async close() {
			await pane.close();
			place.leave();
		},
	};
}
