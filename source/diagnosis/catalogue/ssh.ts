import type {CatalogueEntry} from './entry.ts';

/** SSH without Ansible. Repositories fetched over SSH are sources of their own. */
export const ssh: readonly CatalogueEntry[] = [
	{
		id: 'ssh-host-key',
		match: [/REMOTE HOST IDENTIFICATION HAS CHANGED/, /\bHost key verification failed\b/],
		not: [/UNREACHABLE!/],
		cause: 'the SSH host key of the other side is unknown or another than before',
		advice: 'find out whether the machine was replaced; then put its key into known_hosts of the build',
		retryHelps: false,
		sure: 'certain',
		example: 'Host key verification failed.\nlost connection',
		unlike: "Warning: Permanently added '10.0.4.17' (ED25519) to the list of known hosts.",
	},
	{
		id: 'ssh-key-refused',
		match: [/@(?<host>[\w.-]{1,120}): Permission denied \((?<methods>[\w,-]{3,80})\)/],
		not: [/UNREACHABLE!|\bgit@/],
		cause: '{host} does not accept the SSH key of the build ({methods})',
		advice: 'compare user and key with authorized_keys there; see whether the build still gets the key',
		retryHelps: false,
		sure: 'certain',
		example: 'deploy@10.0.4.17: Permission denied (publickey).',
		unlike: 'git@github.com: Permission denied (publickey).',
	},
	{
		id: 'ssh-unreachable',
		match: [
			/ssh: connect to host (?<host>[\w.:-]{1,120}) port \d+: (?<why>Connection timed out|Operation timed out|Connection refused|No route to host|Network is unreachable)/,
			/ssh: Could not resolve hostname (?<host>[\w.-]{1,120}): (?<why>.{3,80})/,
		],
		not: [/UNREACHABLE!/, /\b(?:github|gitlab|bitbucket)\.\w+/],
		cause: '{host} is not reached over SSH: {why}',
		advice: 'see whether the host runs and lets the network of the build in; then retry',
		retryHelps: null,
		sure: 'certain',
		example: 'ssh: connect to host 10.0.4.17 port 22: Connection timed out',
		unlike: 'psql: error: connection to server at "10.0.4.17", port 5432 failed: Connection refused',
	},
	{
		id: 'ssh-key-unreadable',
		match: [
			/Load key "(?<path>[^"]{1,160})": (?<why>invalid format|error in libcrypto|Permission denied)/,
			/Permissions \d+ for '(?<path>[^']{1,160})' are (?<why>too open)/,
		],
		cause: 'the SSH key {path} cannot be used: {why}',
		advice: 'store it whole with its line ends and the last line break, in a file with mode 600',
		retryHelps: false,
		sure: 'certain',
		example: 'Load key "/root/.ssh/id_ed25519": error in libcrypto',
		unlike: 'Identity added: /root/.ssh/id_ed25519',
	},
];
