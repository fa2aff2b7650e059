import type {TroubleKind} from '../../domain/trouble.ts';
import {type Fault, isCertificate, isLocal, isOfClock} from './fault.ts';
import type {KeySource} from './key-source.ts';

/** What a failed call was about; its sentence and its hint name these. */
export interface Circumstances {
	/** The API's name of the operation (`GetPipelineState`). */
	readonly operation: string;
	/** How permissions of the service begin: `codepipeline`, `codebuild`, `logs` or `sts`. */
	readonly permissions: string;
	readonly region: string;
	readonly endpoint: string | null;
	/** Where the keys come from; it counts where they are at fault. */
	readonly source: KeySource;
	/** ms since the epoch; a Retry-After may name a date. */
	readonly now: number;
}

/** What the reader can do about a fault; null where nothing but waiting helps. */
export function hintFor(kind: TroubleKind, fault: Fault, circumstances: Circumstances): string | null {
	const {endpoint, region} = circumstances;
	switch (kind) {
		case 'expired':
			return renewal(circumstances.source);
		case 'no-credentials':
			if (isLocal(fault)) return findingKeys(circumstances.source);
			return isOfClock(fault) ? 'set the clock of this machine' : checkingKeys(circumstances.source);
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
export function findingKeys(source: KeySource): string {
	switch (source.kind) {
		case 'missing':
			return source.known.length === 0
				? 'aws configure sso makes one, or name a file with --credentials-file FILE'
				: `name one of ${listed(source.known)} with --profile NAME`;
		case 'sso':
		case 'login':
			return renewal(source);
		case 'process':
			return `run the credential_process of ${profileWords(source.profile)} by hand to see why`;
		case 'keys':
			return `check the keys of ${profileWords(source.profile)} in ${source.file}`;
		case 'machine':
			return 'check the role of this container or machine';
		case 'file':
		case 'environment':
			return checkingKeys(source);
		case 'unknown':
			return 'name a profile with --profile NAME (and sign in: aws sso login --profile NAME), or a file with --credentials-file FILE';
	}
}

/** What renews keys that have expired. */
function renewal(source: KeySource): string {
	switch (source.kind) {
		case 'file':
			return `renew the credentials in ${source.file}`;
		case 'environment':
			return 'renew AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and start sluice again';
		case 'sso':
			return `aws sso login${option(source.profile)}`;
		case 'login':
			return `aws login${option(source.profile)}`;
		case 'keys':
			return `renew the keys of ${profileWords(source.profile)} in ${source.file}`;
		case 'process':
			return `the credential_process of ${profileWords(source.profile)} must give new ones`;
		case 'machine':
			return 'the role of this container or machine must give new ones';
		case 'missing':
		case 'unknown':
			return 'renew the credentials';
	}
}

function checkingKeys(source: KeySource): string {
	switch (source.kind) {
		case 'file':
			return `check the keys in ${source.file}`;
		case 'environment':
			return 'check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN';
		case 'keys':
			return `check the keys of ${profileWords(source.profile)} in ${source.file}`;
		case 'sso':
		case 'login':
			return renewal(source);
		case 'process':
		case 'machine':
		case 'missing':
		case 'unknown':
			return 'check where the keys come from: sluice doctor tells';
	}
}

/** The most profiles that are named. */
const most = 12;

function listed(names: readonly string[]): string {
	const more = names.length > most ? ` and ${names.length - most} more` : '';
	return `${names.slice(0, most).join(', ')}${more}`;
}

function profileWords(profile: string | null): string {
	return profile === null ? 'the default profile' : `the profile ${profile}`;
}

function option(profile: string | null): string {
	if (profile === null) return '';
	const word = /^[\w.@+-]+$/.test(profile) ? profile : `'${profile.replaceAll("'", "'\\''")}'`;
	return ` --profile ${word}`;
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
