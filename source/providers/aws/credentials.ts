import {type Identity, readIdentity} from './credentials-file.ts';
import {keyFilesMark} from './key-files.ts';
import {type Environment, type KeySource, keySourceOf} from './key-source.ts';
import {silentLogger} from './silent-logger.ts';

/** What the SDK's clients ask for keys; `properties` are theirs. */
export interface IdentityProvider {
	(properties?: Record<string, unknown>): Promise<Identity>;
	/** Tells the SDK to ask each time: what is kept, and for how long, is decided here. */
	readonly memoized: true;
}

/** Where the keys come from. Keys that were renewed outside are picked up while the program runs. */
export interface Credentials {
	/** Rejects with a ProviderError, or with an error of the SDK's providers. */
	readonly identity: IdentityProvider;
	/** Called when AWS took the keys for expired or wrong: the next request looks for them anew. */
	forget(): void;
	/** The file that they are read from, where there is one of our own. */
	readonly file: string | null;
	readonly profile: string | null;
	/** Where they come from, which tells how they are renewed. */
	source(): Promise<KeySource>;
	/** Changes when somebody writes to the files that they come from. */
	mark(): Promise<string>;
}

/** Keys that are known already; for an account that asks for none in particular. */
export function credentialsOf(accessKeyId: string, secretAccessKey: string): Credentials {
	return {
		identity: Object.assign(async () => ({accessKeyId, secretAccessKey}), {memoized: true} as const),
		forget() {},
		file: null,
		profile: null,
		source: async () => ({kind: 'unknown'}),
		mark: async () => '',
	};
}

/** Keys from a table of a TOML file (`aws.ops` is `[aws.ops]`), which is read anew for each request. */
export function credentialsFromFile(file: string, table = 'aws.ops'): Credentials {
	return {
		identity: Object.assign(() => readIdentity(file, table), {memoized: true} as const),
		forget() {},
		file,
		profile: null,
		source: async () => ({kind: 'file', file}),
		mark: () => keyFilesMark({}, [file]),
	};
}

/** Keys from where every AWS program looks: a profile (single sign-on too), the environment, a container's or machine's role. */
export function credentialsFromChain(profile: string | null, env: Environment = process.env): Credentials {
	let chain: ReturnType<typeof loadChain> | null = null;
	const identity = async (properties?: Record<string, unknown>) => {
		chain ??= loadChain(profile);
		return (await chain)(properties);
	};
	return {
		identity: Object.assign(identity, {memoized: true} as const),
		forget() {
			chain = null;
		},
		file: null,
		profile,
		source: () => keySourceOf(profile ?? env.AWS_PROFILE ?? null, env),
		mark: () => keyFilesMark(env, []),
	};
}

async function loadChain(profile: string | null) {
	const {defaultProvider} = await import('@aws-sdk/credential-provider-node');
	// The loader of the shared files otherwise keeps what it has read for the life of the process.
	return defaultProvider({...(profile === null ? {} : {profile}), ignoreCache: true, logger: silentLogger});
}
