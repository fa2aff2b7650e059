import type {CatalogueEntry} from './entry.ts';

/** Packages of the operating system: apt, apk, dnf; and keys. */
export const osPackages: readonly CatalogueEntry[] = [
	{
		id: 'os-package-missing',
		match: [
			/Unable to locate package (?<package>\S+)/,
			/Package '?(?<package>[\w.+-]+)'? has no installation candidate/,
			/Version '(?<version>[^']+)' for '(?<package>[^']+)' was not found/,
			/Unable to find a match: (?<package>.{1,100})/,
			/No package (?<package>\S+) available\./,
			/(?<![\w.+-])(?<package>[\w.+-]{1,80}) \(no such package\)/,
		],
		cause: 'the package {package}[ {version}] is not in the package lists of this image',
		advice:
			'run `apt-get update` (`apk update`) in the same step before, and check the name for this release of the system',
		retryHelps: false,
		sure: 'certain',
		example: 'Reading state information...\nE: Unable to locate package libssl-devel',
		unlike: 'error: package `serde` cannot be located in the workspace',
	},
	{
		id: 'apt-unmet-dependencies',
		match: [/have unmet dependencies/, /you have held broken packages/, /Unmet dependencies\. Try/],
		cause: 'packages that apt shall install do not go together',
		advice:
			'see which versions the lines below name: mixed releases or a pinned version are the usual reason',
		retryHelps: false,
		sure: 'certain',
		example:
			'E: Unable to correct problems, you have held broken packages.\nE: The following information may help: libc6-dev has unmet dependencies',
		unlike: 'E: Unable to locate package libc6-devel',
	},
	{
		id: 'apt-locked',
		match: [
			/Could not get lock (?<path>\/\S+?)\.?(?:\s|$)/,
			/Unable to (?:acquire the dpkg frontend lock|lock (?:directory|the administration directory))/,
		],
		cause: 'another run of apt holds the lock of the packages',
		advice: 'retry; to end it wait with `apt-get -o DPkg::Lock::Timeout=300`',
		retryHelps: true,
		sure: 'certain',
		example:
			'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (unattended-upgr)\nE: Unable to acquire the dpkg frontend lock',
		unlike: 'Error: Error acquiring the state lock',
	},
	{
		id: 'apt-mirror-in-between',
		match: [/Hash Sum mismatch/, /File has unexpected size \(.{0,60}Mirror sync in progress/],
		cause: 'the package mirror is being renewed, or a proxy gives out old files',
		advice: 'retry in some minutes with `apt-get clean` before `apt-get update`',
		retryHelps: true,
		sure: 'certain',
		example:
			'E: Failed to fetch http://archive.ubuntu.com/ubuntu/dists/noble/main/binary-amd64/Packages.gz  Hash Sum mismatch',
		unlike: 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE',
	},
	{
		id: 'apt-key-missing',
		match: [
			/NO_PUBKEY (?<key>[0-9A-F]{8,40})/,
			/EXPKEYSIG (?<key>[0-9A-F]{8,40})/,
			/signatures couldn't be verified because the public key is not available/,
		],
		beside: [/^E: /, /is not signed/, /no longer signed/],
		cause: 'apt does not trust a repository: the key[ {key}] that signs it is missing or expired',
		advice:
			'fetch the current key of that repository into /etc/apt/keyrings and name it with signed-by; or drop the repository',
		retryHelps: false,
		sure: 'certain',
		example:
			"W: GPG error: https://deb.acme.example stable InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 23E7166788B63E1E\nE: The repository 'https://deb.acme.example stable InRelease' is not signed.",
		unlike:
			"W: GPG error: https://deb.acme.example stable InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 23E7166788B63E1E",
	},
	{
		id: 'apt-release-gone',
		match: [
			/The repository '(?<repository>[^']+)' (?:does not have a Release file|no longer has a Release file|is no longer signed)/,
			/(?<repository>https?:\/\/\S{1,200}\/dists\/\S{1,100}) +404 +Not Found/,
		],
		cause:
			'the package repository {repository} is not there any more: the release is too old, or its name is wrong',
		advice: 'take a newer base image, or point apt at the archive of old releases',
		retryHelps: false,
		sure: 'certain',
		example: "E: The repository 'http://deb.debian.org/debian buster Release' does not have a Release file.",
		unlike:
			'E: Failed to fetch http://archive.ubuntu.com/ubuntu/pool/main/c/curl/curl_8.5.0-2_amd64.deb  404  Not Found',
	},
	{
		id: 'apt-package-gone',
		match: [
			/Failed to fetch (?<url>\S+\.deb) +404/,
			/(?<url>https?:\/\/\S{1,250}\.(?:deb|apk|rpm)).{0,40}\b404\b/,
		],
		cause: 'the package lists are older than the mirror: {url} is not there any more',
		advice:
			'run `apt-get update` in the same step as the install, without a cached layer in between; then retry',
		retryHelps: null,
		sure: 'certain',
		example:
			'E: Failed to fetch http://archive.ubuntu.com/ubuntu/pool/main/c/curl/curl_8.5.0-2_amd64.deb  404  Not Found [IP: 203.0.113.4 80]',
		unlike: "E: The repository 'http://deb.debian.org/debian buster Release' does not have a Release file.",
	},
	{
		id: 'apt-fetch-failed',
		match: [
			/E: Failed to fetch (?<url>\S+)/,
			/E: Some index files failed to download/,
			/WARNING: .{0,20}fetching (?<url>https?:\S+\.tar\.gz): temporary error/,
		],
		cause: 'a package mirror could not be reached[: {url}]',
		advice: 'retry; if it stays, check the way out of the VPC and the proxy',
		retryHelps: true,
		sure: 'likely',
		example:
			'E: Failed to fetch http://archive.ubuntu.com/ubuntu/dists/noble/InRelease  Could not connect to archive.ubuntu.com:80 (203.0.113.4), connection timed out',
		unlike: 'Error: failed to fetch the balance of the account',
	},
	{
		id: 'gpg-key-not-fetched',
		match: [/gpg: no valid OpenPGP data found/, /gpg: keyserver receive failed/],
		cause: 'a signing key could not be fetched: its server did not answer, or the address is wrong',
		advice: 'retry; if it stays, call the address of the key by hand and look what comes back',
		retryHelps: true,
		sure: 'likely',
		example: 'gpg: no valid OpenPGP data found.\ngpg: Total number processed: 0',
		unlike: 'gpg: signing failed: No secret key',
	},
	{
		id: 'gpg-no-secret-key',
		match: [/gpg: signing failed: (?<why>.{1,80})/, /gpg failed to sign the data/],
		cause: 'gpg cannot sign[: {why}]',
		advice:
			'import the private key in the build and allow signing without a terminal (`--pinentry-mode loopback`)',
		retryHelps: false,
		sure: 'certain',
		example: 'gpg: signing failed: No secret key\nerror: gpg failed to sign the data',
		unlike: 'gpg: no valid OpenPGP data found.',
	},
];
