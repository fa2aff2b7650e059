import {plain} from '../../terminal/sanitise.ts';

/** An address that is asked in AWS's place, and what named it. */
export interface Endpoint {
	readonly url: string;
	readonly by: string;
}

/** Who runs hosts under these is AWS itself: a VPC's endpoint, a FIPS one, another region's. */
const own = /(?:^|\.)(?:amazonaws\.(?:com(?:\.cn)?|eu)|api\.aws)$/;

/**
 * Who is asked for pipelines in AWS's place; null: AWS itself. `flag`: the address that a flag or the settings name; else the
 * environment does, as every SDK reads it.
 */
export function foreignEndpoint(
	flag: string | null,
	env: Readonly<Record<string, string | undefined>>,
): Endpoint | null {
	if (flag !== null) return elsewhere(flag, '--endpoint-url or the settings');
	if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return null;
	const by = ['AWS_ENDPOINT_URL_CODEPIPELINE', 'AWS_ENDPOINT_URL'].find(name => env[name]);
	return by === undefined ? null : elsewhere(env[by] ?? '', by);
}

/** Host and port of an address, to be told where there is little room. */
export function hostOf(url: string): string {
	return URL.parse(url)?.host || url;
}

function elsewhere(url: string, by: string): Endpoint | null {
	return own.test(URL.parse(url)?.hostname ?? '') ? null : {url: plain(url), by};
}
