import {readFileSync} from 'node:fs';

/** Reads the command line and runs the command it names; the only place that sees every part of the program. */
export async function main(): Promise<void> {
	const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
		version: string;
	};
	process.stdout.write(`${manifest.version}\n`);
}
