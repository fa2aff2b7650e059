import {homedir} from 'node:os';
import {join} from 'node:path';
import {plain} from '../../terminal/sanitise.ts';

/** Where keys come from, as far as that tells how they are renewed. `profile` null: the default one. */
export type KeySource =
	| {readonly kind: 'file'; readonly file: string}
	| {readonly kind: 'environment'}
	/** `profile` is the one to sign in with: that of a role may be another one's. */
	| {readonly kind: 'sso' | 'login'; readonly profile: string | null}
	| {readonly kind: 'keys'; readonly profile: string | null; readonly file: string}
	| {readonly kind: 'process'; readonly profile: string | null}
	/** A container's or a machine's role. */
	| {readonly kind: 'machine'}
	/** There is no such profile; `known`: those that there are. */
	| {readonly kind: 'missing'; readonly profile: string; readonly known: readonly string[]}
	| {readonly kind: 'unknown'};

export type Environment = Readonly<Record<string, string | undefined>>;

type Sections = Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>;

/** The shared files that every AWS program reads. */
export function sharedFiles(env: Environment): {readonly config: string; readonly credentials: string} {
	const folder = join(env.HOME || homedir(), '.aws');
	return {
		config: env.AWS_CONFIG_FILE || join(folder, 'config'),
		credentials: env.AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials'),
	};
}

/** Where the SDK finds the keys of a profile (null: of none in particular); only names and files are told, never values. */
export async function keySourceOf(profile: string | null, env: Environment): Promise<KeySource> {
	if (profile === null && env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return {kind: 'environment'};
	const {loadSharedConfigFiles} = await import('@smithy/shared-ini-file-loader');
	const {config, credentials} = sharedFiles(env);
	const files = await loadSharedConfigFiles({
		ignoreCache: true,
		configFilepath: config,
		filepath: credentials,
	});
	const known = [...new Set([...Object.keys(files.credentialsFile), ...Object.keys(files.configFile)])];
	// Sections of other kinds (`sso-session corp`, `services local`) come with a dot after the kind.
	const profiles = known.filter(name => !/^(?:sso-session|services)\./.test(name)).sort();
	const found = sourceIn(profile ?? 'default', files.configFile, files.credentialsFile, credentials, 0);
	if (found !== null) return found;
	if (profile !== null && !profiles.includes(profile))
		return {kind: 'missing', profile: plain(profile), known: profiles.map(plain)};
	const isMachine =
		env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI ||
		env.AWS_CONTAINER_CREDENTIALS_FULL_URI ||
		env.AWS_WEB_IDENTITY_TOKEN_FILE;
	return isMachine ? {kind: 'machine'} : {kind: 'unknown'};
}

/** Roles that lead to roles are followed so far. */
const deepest = 5;

function sourceIn(
	name: string,
	config: Sections,
	credentials: Sections,
	file: string,
	depth: number,
): KeySource | null {
	const section = {...config[name], ...credentials[name]};
	const profile = name === 'default' ? null : plain(name);
	const base = section.source_profile;
	if (base !== undefined && base !== name && depth < deepest)
		return sourceIn(base, config, credentials, file, depth + 1);
	if (section.aws_access_key_id !== undefined) return {kind: 'keys', profile, file: plain(file)};
	if (section.sso_session !== undefined || section.sso_start_url !== undefined) return {kind: 'sso', profile};
	if (section.login_session !== undefined) return {kind: 'login', profile};
	if (section.credential_process !== undefined) return {kind: 'process', profile};
	return section.credential_source !== undefined || section.web_identity_token_file !== undefined
		? {kind: 'machine'}
		: null;
}
