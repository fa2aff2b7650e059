import {copy} from '../terminal/clipboard.ts';
import type {TerminalEnvironment} from '../terminal/environment.ts';
import {bell as ring} from '../terminal/escape.ts';
import {openLink} from '../terminal/open-link.ts';
import {showInPager} from '../terminal/pager.ts';
import {saveNew} from '../terminal/save.ts';

export interface DeskOptions {
	readonly env: NodeJS.ProcessEnv;
	/** Where logs are saved. */
	readonly cwd: string;
	readonly stdout: {write(bytes: string): unknown};
	readonly terminal: TerminalEnvironment;
	/** Links of a simulated account lead nowhere. */
	readonly demo: boolean;
	/** False: it never rings. */
	readonly bell: boolean;
}

/** What a screen may ask of the machine: each answers with one sentence for the footer. */
export function createDesk({env, cwd, stdout, terminal, demo, bell}: DeskOptions) {
	const write = (bytes: string) => void stdout.write(bytes);
	const copyText = (text: string) => copy(text, terminal, write);
	return {
		copy: copyText,
		async open(link: string): Promise<string> {
			if (demo) return 'this is a demo: its links lead nowhere';
			if (terminal.ssh) return `over ssh nothing can be opened here: ${await copyText(link)}`;
			return (await openLink(link)) ?? `no program opens links here: ${await copyText(link)}`;
		},
		save: (name: string, text: Iterable<string>) => saveNew(cwd, name, text),
		async page(text: Iterable<string>, aside: (run: () => Promise<void>) => Promise<void>): Promise<string> {
			await aside(() => showInPager(text, env));
			return 'back from the pager';
		},
		bell: () => bell && write(ring),
		now: () => Date.now(),
	};
}
