import type {Random} from '../../random.ts';
import {redrawn} from './ansi.ts';
import {type Step, step} from './step.ts';

const libraries = [
	'forge-std',
	'openzeppelin-contracts',
	'openzeppelin-contracts-upgradeable',
	'solady',
	'solmate',
	'permit2',
	'verifier-contracts',
	'lanes-specs',
	'test-vectors',
	'dashboards',
] as const;
const nested = ['ds-test', 'erc4626-tests', 'forge-std', 'halmos-cheatcodes', 'prb-math', 'murky'] as const;

/** Fetching submodules: progress that git draws over itself, and the usual harmless advice. */
export function submodules(stable: Random, own: Random): Step {
	return step(
		'submodules',
		'git submodule update --init --recursive --progress',
		() => cloning(stable, own),
		8,
	);
}

function cloning(stable: Random, own: Random): string[] {
	const output: string[] = [];
	const paths = libraries.flatMap(name => [
		`lib/${name}`,
		...nested.slice(0, stable.integer(2, nested.length)).map(inner => `lib/${name}/lib/${inner}`),
	]);
	for (const path of paths)
		output.push(
			`Submodule '${path}' (https://git.lanes.example/${path.split('/').at(-1)}) registered for path '${path}'`,
		);
	for (const path of paths) {
		const objects = stable.integer(180, 9400);
		const line = (percent: number) =>
			`Receiving objects: ${String(percent).padStart(3)}% (${Math.floor((objects * percent) / 100)}/${objects})`;
		output.push(
			`Cloning into '/codebuild/output/src${stable.integer(100, 999)}/src/${path}'...`,
			`remote: Enumerating objects: ${objects}, done.`,
			`remote: Counting objects: 100% (${Math.floor(objects / 7)}/${Math.floor(objects / 7)}), done.`,
			redrawn([
				line(3),
				line(27),
				line(own.integer(40, 70)),
				`${line(100)}, ${own.between(0.3, 30).toFixed(2)} MiB/s, done.`,
			]),
			`Resolving deltas: 100% (${Math.floor(objects / 3)}/${Math.floor(objects / 3)}), done.`,
			`Submodule path '${path}': checked out '${stable.hex(40)}'`,
		);
		if (own.next() < 0.02)
			output.push(
				'warning: redirecting to a mirror after the first fetch failed, retrying (1/3)',
				`remote: Enumerating objects: ${objects}, done.`,
			);
	}
	return output;
}
