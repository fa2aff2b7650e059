import {readFileSync} from 'node:fs';
import {quickAnswer} from './command-line/quick.ts';
import {endWhenUnwritable} from './unwritable.ts';

/** Answers at once where nothing but words is asked for; everything else has all else loaded. Never rejects. */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
	endWhenUnwritable();
	const quick = quickAnswer(argv, version);
	if (quick === null) return (await import('./cli.ts')).main(argv, version());
	process.stdout.write(`${quick.text}\n`);
}

function version(): string {
	const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
	return typeof manifest === 'object' && manifest !== null && 'version' in manifest
		? String(manifest.version)
		: '';
}
