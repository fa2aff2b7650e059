import type {Random} from '../../random.ts';
import {redrawn} from './ansi.ts';
import {type Step, step} from './step.ts';

const images = [
	'rust-builder',
	'node-runtime',
	'prover-base',
	'risc-toolchain',
	'localnet',
	'otel-agent',
] as const;

/** Signing in to both registries, as every pipeline does before it pulls. */
export function dockerLogins(): Step[] {
	const warning = [
		'WARNING! Your password will be stored unencrypted in /root/.docker/config.json.',
		'Configure a credential helper to remove this warning.',
		'',
		'Login Succeeded',
	];
	return [
		step(
			'docker-login',
			'echo "$DOCKER_PAT" | docker login docker.io -u "$DOCKER_USERNAME" --password-stdin',
			warning,
		),
		step(
			'ghcr-login',
			'echo "$GITHUB_TOKEN" | docker login ghcr.io -u "$DOCKER_USERNAME" --password-stdin',
			warning,
		),
	];
}

/** Pulling base images layer by layer: the states of many layers mixed with each other. */
export function dockerPulls(stable: Random, own: Random): Step[] {
	return images.map(image =>
		step(
			`pull-${image}`,
			`docker pull ${fullName(image)}`,
			() => pulling(image, stable.fork(image), own.fork(image)),
			5,
		),
	);
}

const fullName = (image: string) => `ghcr.io/harbor/${image}:2026.11`;

function pulling(image: string, stable: Random, own: Random): string[] {
	const layers = Array.from({length: stable.integer(11, 17)}, () => stable.hex(12));
	const states: string[] = [];
	for (const layer of layers) states.push(`${layer}: Pulling fs layer`);
	for (const layer of layers.slice(5)) states.push(`${layer}: Waiting`);
	for (const layer of layers) {
		const size = stable.between(2, 310);
		const bar = (done: number) =>
			`${layer}: Downloading [${'='.repeat(done)}>${' '.repeat(40 - done)}]  ${((size * done) / 40).toFixed(1)}MB/${size.toFixed(1)}MB`;
		states.push(redrawn([bar(4), bar(19), bar(own.integer(25, 39))]));
		if (own.next() < 0.03) states.push(`${layer}: Retrying in 1 second`);
		states.push(`${layer}: Verifying Checksum`, `${layer}: Download complete`);
	}
	for (const layer of layers) states.push(`${layer}: Pull complete`);
	return [
		`2026.11: Pulling from harbor/${image}`,
		...states,
		`Digest: sha256:${stable.hex(64)}`,
		`Status: Downloaded newer image for ${fullName(image)}`,
		fullName(image),
	];
}
