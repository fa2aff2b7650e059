import {readFileSync} from 'node:fs';
import {arch, cpus, platform, release} from 'node:os';

/** On what the figures were taken. */
export interface Surroundings {
	readonly sluice: string;
	readonly node: string;
	readonly platform: string;
	readonly processors: number;
	readonly processor: string;
}

export function surroundings(): Surroundings {
	const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
	const version =
		typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '?';
	const [first] = cpus();
	return {
		sluice: String(version),
		node: process.versions.node,
		platform: `${platform()} ${release()} ${arch()}`,
		processors: cpus().length,
		processor: first?.model.trim() ?? '?',
	};
}
