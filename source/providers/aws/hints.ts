import type {TroubleKind} from '../../domain/trouble.ts';
import {type Fault, isCertificate, isLocal, isOfClock} from './fault.ts';

/** What a failed call was about; its sentence and its hint name these. */
export interface Circumstances {
	/** The API's name of the operation (`GetPipelineState`). */
	readonly operation: string;
	/** How permissions of the service begin: `codepipeline`, `codebuild`, `logs` or `sts`. */
	readonly permissions: string;
	readonly region: string;
	readonly profile: string | null;
	readonly endpoint: string | null;
	/** The file that the credentials come from, where they do. */
	readonly credentialsFile: string | null;
	/** ms since the epoch; a Retry-After may name a date. */
	readonly now: number;
}

/** What the reader can do about a fault; null where nothing but waiting helps. */
export function hintFor(kind: TroubleKind, fault: Fault, circumstances: Circumstances): string | null {
	const {endpoint, region} = circumstances;
	switch (kind) {
		case 'expired':
			return renewal(circumstances);
		case 'no-credentials':
			if (isLocal(fault)) return findingCredentials(circumstances.profile);
			return isOfClock(fault) ? 'set the clock of this machine' : checkingKeys(circumstances);
		case 'denied':
			return `the permission ${permissionOf(fault, circumstances)} is missing`;
		case 'unreachable':
			return reaching(fault, circumstances);
		case 'timeout':
			return endpoint === null ? 'check the network' : `does ${endpoint} answer?`;
		case 'broken':
			if (endpoint !== null) return `is ${endpoint} an AWS endpoint?`;
			return fault.status === 200 ? 'is a proxy in the way?' : null;
		case 'not-found':
			return fault.name === 'PipelineNotFoundException' ? `is the region right (${region})?` : null;
		case 'throttled':
		case 'invalid':
			return null;
	}
}

/** What to do where no credentials are found at all. */
export function findingCredentials(profile: string | null): string {
	if (profile !== null) return `${signIn(profile)}, or another --profile, or --credentials-file FILE`;
	return 'name a profile with --profile NAME (and sign in: aws sso login --profile NAME), or a file with --credentials-file FILE';
}

function renewal({profile, credentialsFile}: Circumstances): string {
	if (credentialsFile !== null) return `renew the credentials in ${credentialsFile}`;
	return profile === null ? 'renew the credentials' : signIn(profile);
}

function checkingKeys({profile, credentialsFile}: Circumstances): string {
	if (credentialsFile !== null) return `check the keys in ${credentialsFile}`;
	if (profile !== null) return `check the keys of the profile ${profile}, or ${signIn(profile)}`;
	return 'check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN';
}

function signIn(profile: string): string {
	const word = /^[\w.@+-]+$/.test(profile) ? profile : `'${profile.replaceAll("'", "'\\''")}'`;
	return `aws sso login --profile ${word}`;
}

/** AWS's sentence names the permission; the operation's name is the same but for a few. */
export function permissionOf({message}: Fault, {permissions, operation}: Circumstances): string {
	return /to perform: ([a-z0-9-]+:\w+)/.exec(message)?.[1] ?? `${permissions}:${operation}`;
}

function reaching({code}: Fault, {endpoint, region}: Circumstances): string {
	if (code !== null && isCertificate(code))
		return 'where a proxy reads along, NODE_EXTRA_CA_CERTS names its certificate';
	if (endpoint !== null) return `is something listening at ${endpoint}?`;
	return code === 'ENOTFOUND' ? `is the region right (${region})? is there a network?` : 'check the network';
}
