import type {RegionSources} from './region.ts';

/** The account that a profile leads to, as far as the shared files say: its role's, else the one it signs in to. */
export async function profileAccount(profile: string, env: RegionSources['env']): Promise<string | null> {
	const {loadSharedConfigFiles} = await import('@smithy/shared-ini-file-loader');
	const {configFile} = await loadSharedConfigFiles({
		ignoreCache: true,
		...(env.AWS_CONFIG_FILE ? {configFilepath: env.AWS_CONFIG_FILE} : {}),
		...(env.AWS_SHARED_CREDENTIALS_FILE ? {filepath: env.AWS_SHARED_CREDENTIALS_FILE} : {}),
	});
	const {role_arn: role, sso_account_id: signedIn} = configFile[profile] ?? {};
	const account = role === undefined ? signedIn : role.split(':')[4];
	return account !== undefined && /^\d{12}$/.test(account) ? account : null;
}
