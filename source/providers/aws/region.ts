/** Where a region may be named, in the order in which it counts. */
export interface RegionSources {
	readonly flag: string | null;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The profile in use; null for AWS_PROFILE's, else the default one. */
	readonly profile: string | null;
	readonly settings: string | null;
}

/** A region, and who named it. */
export interface NamedRegion {
	readonly region: string;
	readonly by: '--region' | 'AWS_REGION' | 'AWS_DEFAULT_REGION' | 'the profile' | 'the settings';
}

/**
 * The region to look in: flag, AWS_REGION, AWS_DEFAULT_REGION (which the SDK itself does not read), the profile's in the shared
 * files, the settings'. Null when none is named; a word that is no region is returned all the same.
 */
export async function resolveRegion(sources: RegionSources): Promise<string | null> {
	return (await namedRegion(sources))?.region ?? null;
}

/** As `resolveRegion`, with who named it. */
export async function namedRegion({
	flag,
	env,
	profile,
	settings,
}: RegionSources): Promise<NamedRegion | null> {
	if (flag) return {region: flag, by: '--region'};
	if (env.AWS_REGION) return {region: env.AWS_REGION, by: 'AWS_REGION'};
	if (env.AWS_DEFAULT_REGION) return {region: env.AWS_DEFAULT_REGION, by: 'AWS_DEFAULT_REGION'};
	const ofProfile = await profileRegion(profile, env);
	if (ofProfile) return {region: ofProfile, by: 'the profile'};
	return settings === null ? null : {region: settings, by: 'the settings'};
}

async function profileRegion(profile: string | null, env: RegionSources['env']): Promise<string | undefined> {
	const {loadSharedConfigFiles} = await import('@smithy/shared-ini-file-loader');
	const {configFile, credentialsFile} = await loadSharedConfigFiles({
		ignoreCache: true,
		...(env.AWS_CONFIG_FILE ? {configFilepath: env.AWS_CONFIG_FILE} : {}),
		...(env.AWS_SHARED_CREDENTIALS_FILE ? {filepath: env.AWS_SHARED_CREDENTIALS_FILE} : {}),
	});
	const name = profile ?? env.AWS_PROFILE ?? 'default';
	return configFile[name]?.region ?? credentialsFile[name]?.region;
}

/** Whether a word has the form of a region (`us-west-2`, `us-gov-east-1`, `cn-north-1`). */
export function isRegion(word: string): boolean {
	return /^[a-z]{2,5}(?:-[a-z]+){1,3}-\d{1,2}$/.test(word);
}
