import picomatch from 'picomatch';
import type {AccountFlags} from '../../command-line/parse.ts';
import type {Credentials} from '../../providers/aws/credentials.ts';
import {type NamedRegion, namedRegion} from '../../providers/aws/region.ts';
import {findSettings} from '../../settings/find.ts';
import {type Found, noSettings} from '../../settings/settings.ts';
import {credentialsOf, type Surroundings} from '../ground.ts';

/** What flags, environment and settings say, wrong as it may be; nothing was sent. */
export interface Footing {
	readonly settings: Found;
	readonly region: NamedRegion | null;
	readonly profile: string | null;
	readonly credentials: Credentials;
	/** Globs of pipelines' names; empty: all. */
	readonly globs: readonly string[];
	readonly wanted: (pipeline: string) => boolean;
	/** Requests per second. */
	readonly rate: number;
}

/** Where other commands would refuse to start, this goes on with what is left: settings with a fault are as good as none. */
export async function footingFor(account: AccountFlags, {env, cwd}: Surroundings): Promise<Footing> {
	const found = await findSettings({cwd, env, file: account.settings});
	const settings = found.kind === 'settings' ? found.settings : noSettings;
	const profile = account.profile ?? env.AWS_PROFILE ?? null;
	const globs = account.pipelines.length > 0 ? account.pipelines : settings.track;
	return {
		settings: found,
		region: await namedRegion({flag: account.region, env, profile, settings: settings.region}),
		profile,
		credentials: credentialsOf(account, settings, profile),
		globs,
		wanted: globs.length > 0 ? picomatch([...globs]) : () => true,
		rate: account.rate ?? settings.rate ?? 1,
	};
}
