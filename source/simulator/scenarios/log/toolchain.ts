import type {Random} from '../../random.ts';
import {green, grey, yellow} from './ansi.ts';
import {type Step, step} from './step.ts';

const crates = (
	'anyhow async-trait axum base64 bytes clap crossbeam-utils dashmap error-chain eyre failure ' +
	'fallible-iterator futures hex http hyper indexmap itertools k256 libc memchr num-bigint ' +
	'once_cell parking_lot prost quick-error rand rayon regex reqwest ring rustls secp256k1 serde ' +
	'serde_json sha2 smallvec sqlx syn thiserror tokio tonic tower tracing url uuid zeroize'
).split(' ');
const suffixes = ['', '-core', '-derive', '-macros', '-sys', '-util', '-types', '-impl'] as const;
const packages = (
	'pulumi aws-sdk awsx docker-build tls random esbuild glob semver p-retry error-ex fs-extra ' +
	'node-fetch protobufjs grpc-js yaml minimist has-flag wrap-ansi lru-cache'
).split(' ');
const areas = 'orders bonds pricing chains sockets config errorHandler retry metrics migrations'.split(' ');
const claims = [
	'keeps the order of inserts',
	'errorHandler.ts answers 500 when the upstream failed',
	'gives up after the last retry',
	'maps a database error to a sentence',
	'accepts an empty batch',
	'rejects a bond below the minimum',
	'does not panic on a reorg',
	'reads the defaults',
] as const;

/** `npm ci` with its requests in the log. */
export function npmInstall(stable: Random, own: Random): Step {
	return step('npm-ci', 'npm ci --loglevel=http', () => fetches(stable, own), 9);
}

function fetches(stable: Random, own: Random): string[] {
	const output: string[] = [
		`npm ${yellow('warn')} deprecated inflight-${stable.integer(1, 9)}@1.0.6: this module leaks memory, use a maintained one`,
		`npm ${yellow('warn')} deprecated error-stack-${stable.integer(1, 9)}@0.4.1: no longer supported`,
	];
	for (let count = 0; count < 620; count += 1) {
		const name = `${stable.pick(packages)}${stable.pick(suffixes)}`;
		output.push(
			`npm http fetch GET 200 /${name}/-/${name}-${version(stable)}.tgz ${own.integer(9, 640)}ms (cache ${stable.next() < 0.6 ? 'hit' : 'miss'})`,
		);
		if (count % 211 === 97)
			output.push(`npm verb attempt 1 failed with ETIMEDOUT, retrying in ${own.integer(1, 9)}s`);
	}
	output.push('', 'added 612 packages, and audited 613 packages in 41s', '', 'found 0 vulnerabilities');
	return output;
}

/** The deployer's own image, built from source: the longest part of a log. */
export function deployerImage(stable: Random, own: Random): Step {
	const command = 'docker build --progress=plain -f deployer.dockerfile -t deployer .';
	return step('deployer-image', command, () => compiling(stable, own), 22);
}

function compiling(stable: Random, own: Random): string[] {
	const names = Array.from(
		{length: 740},
		() => `${stable.pick(crates)}${stable.pick(suffixes)} v${version(stable)}`,
	);
	let clock = 0;
	const line = (stage: number, text: string) => {
		clock += own.between(0.02, 0.4);
		return `#${stage} ${clock.toFixed(2)} ${text}`;
	};
	return [
		'#1 [internal] load build definition from deployer.dockerfile',
		'#1 DONE 0.0s',
		'#2 [internal] load metadata for ghcr.io/harbor/rust-builder:2026.11',
		'#2 DONE 0.4s',
		...names.map(name => line(11, ` ${green('Downloaded')} ${name}`)),
		...names.flatMap((name, index) => [
			line(14, `   ${green('Compiling')} ${name}`),
			...(index % 97 === 41
				? [
						line(14, `${yellow('warning')}: unused variable: \`error\``),
						line(14, `   --> crates/${stable.pick(areas)}/src/lib.rs:${stable.integer(12, 400)}:9`),
						line(14, '    = note: `#[warn(unused_variables)]` on by default'),
					]
				: []),
		]),
		line(14, `    ${green('Finished')} \`release\` profile [optimized] target(s) in 3m 12s`),
		'#14 DONE 193.4s',
		'#17 exporting to image',
		`#17 writing image sha256:${stable.hex(64)} done`,
		'#17 DONE 2.1s',
	];
}

/** The repository's own tests: names full of failures, all of them green. */
export function unitTests(stable: Random, own: Random): Step {
	return step('unit-tests', 'npm test --workspaces --if-present', () => results(stable, own), 5);
}

function results(stable: Random, own: Random): string[] {
	const output: string[] = [];
	for (const area of areas)
		for (let index = 0; index < 24; index += 1)
			output.push(
				` ${green('✓')} test/${area}.test.ts > ${stable.pick(claims)} (case ${index + 1}) ${grey(`${own.integer(1, 48)}ms`)}`,
			);
	output.push('', ` Tests  ${green('240 passed')} | 0 failed | 0 skipped`, ' Errors  no errors', '');
	return output;
}

/** A version number for a package. */
export function version(random: Random): string {
	return `${random.integer(0, 6)}.${random.integer(0, 40)}.${random.integer(0, 22)}`;
}
