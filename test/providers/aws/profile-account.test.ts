import {expect, it} from 'vitest';
import {profileAccount} from '../../../source/providers/aws/profile-account.ts';
import {scratch} from './scratch.ts';

it('reads the account of a profile: its role, else the one it signs in to', async () => {
	const config = [
		'[profile sso]\nsso_account_id = 111111111111',
		'[profile role]\nrole_arn = arn:aws:iam::222222222222:role/reader\nsso_account_id = 111111111111',
		'[profile keys]\nregion = us-west-2',
		'[profile odd]\nsso_account_id = "x"',
	].join('\n');
	const env = {AWS_CONFIG_FILE: scratch()('config', config), AWS_SHARED_CREDENTIALS_FILE: '/nonexistent'};
	expect(await profileAccount('sso', env)).toBe('111111111111');
	expect(await profileAccount('role', env)).toBe('222222222222');
	for (const none of ['keys', 'odd', 'unknown']) expect(await profileAccount(none, env)).toBeNull();
});
