import type {CatalogueEntry} from './entry.ts';

/** What Docker Hub says of a wrong log-in; a pull or push that comes next is refused in other words. */
const hubLoginRefused = [
	/unauthorized: incorrect username or password/,
	/unauthorized: your account must log in with a Personal Access Token/,
] as const;

/** A container registry refuses a log-in, a pull or a push. */
export const registries: readonly CatalogueEntry[] = [
	{
		id: 'registry-token-expired',
		match: [/Your authorization token has expired\. Reauthenticate/],
		cause: 'the log-in to the ECR registry has expired',
		advice:
			'log in again right before the pull or push; where an old log-in is stored, `docker logout` that registry first',
		retryHelps: null,
		sure: 'certain',
		example:
			"Error response from daemon: pull access denied for public.ecr.aws/acme/tools, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.",
		unlike:
			"Error response from daemon: pull access denied for acme/tools, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
	},
	{
		id: 'docker-hub-login-refused',
		match: [
			...hubLoginRefused,
			/(?:pull|push) access denied(?! for \S{0,100}\.\S{0,100}\/)/,
			/denied: requested access to the resource is denied/,
		],
		beside: hubLoginRefused,
		cause: 'Docker Hub refuses the user name or the token of `docker login`',
		advice:
			'put a valid access token of that Docker Hub user into the secret that the build reads, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
		unlike: 'Error: expected the form to say "incorrect username or password"',
	},
	{
		id: 'ghcr-token-refused',
		match: [
			/Get "?https:\/\/ghcr\.io\/v2\/"?: denied/,
			/https:\/\/ghcr\.io\/v2\/(?<image>[^\s"]+)\/manifests\/[^\s"]+"?: denied/,
			// A token is only fetched with a log-in; without one it is an anonymous token.
			/failed to fetch oauth token: .{0,200}https:\/\/ghcr\.io\/token\?\S{0,300}: 401 /,
		],
		cause: 'ghcr.io refuses the token[ for {image}]: it is invalid, has expired, or may not read packages',
		advice:
			'renew the token (read:packages, for a push write:packages) in the secret that the build reads; then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapi%3Apull&service=ghcr.io: 401 Unauthorized',
		unlike:
			'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fapi%3Apull&service=ghcr.io: 401 Unauthorized',
	},
	{
		id: 'ghcr-push-denied',
		match: [
			/denied: permission_denied: (?<why>.{1,120})/,
			/denied: installation not allowed to (?<why>(?:Write|Create) organization package)/,
		],
		cause: 'ghcr.io does not let this token write the package: {why}',
		advice:
			'give the token write:packages, and the repository or user the role Write in the settings of the package',
		retryHelps: false,
		sure: 'certain',
		example: 'The push refers to repository [ghcr.io/acme/api]\ndenied: permission_denied: write_package',
		unlike: 'denied: requested access to the resource is denied',
	},
	{
		id: 'ghcr-package-denied',
		match: [
			/https:\/\/ghcr\.io\/v2\/(?<image>[^\s"]+)\/manifests\/[^\s"]+"?: (?:unauthorized|40[13] )/,
			/(?:metadata for|reference) "?ghcr\.io\/(?<image>[^\s":@]{1,200})\S{0,120}: .{0,300}https:\/\/ghcr\.io\/token\S{0,300}: 40[13]\b/,
			/https:\/\/ghcr\.io\/token\S{0,300}: 40[13]\b/,
		],
		cause:
			'ghcr.io does not show the package[ {image}]: it is private and this log-in may not read it, or it does not exist',
		advice:
			'log in to ghcr.io before the pull with a token that has read:packages and access to the package; check its name',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error response from daemon: failed to resolve reference "ghcr.io/acme/api:2.1": unexpected status from HEAD request to https://ghcr.io/v2/acme/api/manifests/2.1: 403 Forbidden',
		unlike: 'Error response from daemon: Head "https://ghcr.io/v2/acme/api/manifests/2.1": denied: denied',
	},
	{
		id: 'registry-login-failed',
		match: [/Docker login for '(?<registry>[^']{1,100})' failed with/],
		cause: 'the log-in to {registry} failed, also when tried again',
		advice:
			'see why in the lines above: a refused token must be renewed; trouble of the registry passes, so retry',
		retryHelps: null,
		sure: 'likely',
		example: "Error: Docker login for 'registry.acme.example' failed with exit code 125",
		unlike: 'Error response from daemon: Get "https://ghcr.io/v2/": denied: denied',
	},
	{
		id: 'ecr-unauthorized',
		match: [
			/(?<registry>\d{1,12}\.dkr\.ecr(?:-fips)?\.[\w-]{1,30}\.amazonaws\.com(?:\.cn)?)\b.{0,300}?(?:\b401 Unauthorized|\bunauthorized: )/,
			/login attempt to https:\/\/(?<registry>\d{1,12}\.dkr\.ecr(?:-fips)?\.[\w-]{1,30}\.amazonaws\.com(?:\.cn)?)\/\S{0,20} failed with status: 40[013]\b/,
		],
		cause:
			'the ECR registry {registry} does not accept the log-in: there is none, or it is older than 12 hours',
		advice:
			'log in to exactly this account and region right before (`aws ecr get-login-password`), where this tool reads it: kaniko and crane have a config.json of their own',
		retryHelps: false,
		sure: 'certain',
		example:
			'FATA[0003] copying image: PUT https://123456789012.dkr.ecr.us-west-2.amazonaws.com/v2/indexer/manifests/9: unexpected status code 401 Unauthorized: Not Authorized',
		unlike:
			'failed to resolve reference "123456789012.dkr.ecr.us-west-2.amazonaws.com/indexer:9": pulling from host 123456789012.dkr.ecr.us-west-2.amazonaws.com failed with status code [manifests 9]: 403 Forbidden',
	},
	{
		id: 'registry-unauthorized',
		match: [
			/(?<registry>(?:[\w-]{1,40}\.)?(?:ghcr|docker|quay|gcr)\.io)\b.{0,300}?\b401 Unauthorized/,
			/\b401 Unauthorized.{0,200}?(?<registry>(?:[\w-]{1,40}\.)?(?:ghcr|docker|quay|gcr)\.io)\b/,
			/https?:\/\/(?<registry>[\w.:-]{1,100})\/v2\/.{0,200}?unauthorized: authentication required/,
			/unauthorized: authentication required/,
		],
		cause: 'the registry[ {registry}] does not accept the log-in: the token is missing, wrong or expired',
		advice:
			'look whether `docker login` ran before and for this registry; renew the token in the secret, then retry',
		retryHelps: false,
		sure: 'likely',
		example:
			'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.docker.io/token: 401 Unauthorized',
		unlike: 'npm error 401 Unauthorized - GET https://npm.acme.example/left-pad',
	},
	{
		id: 'ecr-login-missing',
		match: [/no basic auth credentials/],
		cause: 'Docker has no log-in for the registry of this image',
		advice:
			'log in to exactly this registry before the pull or push; ECR: `aws ecr get-login-password | docker login` for its account and region',
		retryHelps: false,
		sure: 'certain',
		example:
			'The push refers to repository [123456789012.dkr.ecr.us-west-2.amazonaws.com/indexer]\nno basic auth credentials',
		unlike: 'Login Succeeded\nWARNING! Your credentials are stored unencrypted, basic auth is used',
	},
	{
		id: 'ecr-access-denied',
		match: [
			/(?:assumed-role\/(?<role>[\w+=,.@-]{1,80})\/\S{1,150} )?is not authorized to perform: (?<action>ecr(?:-public)?:\w+)(?: on resource: (?<resource>[^\s,]+))?/,
		],
		cause: '{action} is denied[ on {resource}][ to the role {role}]',
		advice:
			'allow {action} in the policy of the role; for a repository of another account in the policy of the repository too; then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'denied: User: arn:aws:sts::123456789012:assumed-role/indexer-build/AWSCodeBuild-1c9d0aa is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:us-west-2:123456789012:repository/indexer because no identity-based policy allows the ecr:InitiateLayerUpload action',
		unlike:
			'An error occurred (AccessDeniedException) when calling the DescribeClusters operation: User: arn:aws:sts::123456789012:assumed-role/indexer-build/x is not authorized to perform: ecs:DescribeClusters on resource: arn:aws:ecs:us-west-2:123456789012:cluster/main',
	},
	{
		id: 'ecr-repository-not-found',
		match: [
			/[Tt]he repository with name '(?<repository>[^']{1,200})' (?:in registry with id '\d+' )?does not exist(?: in the registry with id '(?<account>\d+)')?/,
			/RepositoryNotFoundException/,
		],
		cause: 'the ECR repository[ {repository}] does not exist[ in the account {account}]',
		advice: 'create the repository, or correct its name, account or region in the image name, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			"name unknown: The repository with name 'indexer' does not exist in the registry with id '123456789012'",
		unlike:
			'manifest for 123456789012.dkr.ecr.us-west-2.amazonaws.com/indexer:v9 not found: manifest unknown',
	},
	{
		id: 'docker-pull-denied',
		match: [
			/pull access denied for (?<image>[^\s,]+), repository does not exist or may require/,
			/(?:source metadata for|failed to resolve reference) "?(?<image>[^\s"]+?)"?: pull access denied/,
			/pull access denied, repository does not exist or may require/,
		],
		cause: 'the image[ {image}] does not exist, or it is private and nobody is logged in who may read it',
		advice: 'check the name of the image; if it is right, log in to its registry before the pull',
		retryHelps: false,
		sure: 'certain',
		example:
			"Step 1/6 : FROM acme/builder:3\npull access denied for acme/builder, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
		unlike: 'toomanyrequests: You have reached your unauthenticated pull rate limit.',
	},
	{
		id: 'docker-push-denied',
		match: [
			/requested access to the resource is denied/,
			/push access denied/,
			/insufficient_scope: authorization failed/,
		],
		cause:
			'the registry refuses the push or pull: this log-in has no right to the repository, or nobody is logged in',
		advice:
			'check that the image name begins with the registry and name space of the user who logs in, and what the token may do',
		retryHelps: false,
		sure: 'likely',
		example:
			'The push refers to repository [docker.io/library/indexer]\n5f70bf18a086: Preparing\ndenied: requested access to the resource is denied',
		unlike: 'denied: permission_denied: write_package',
	},
	{
		id: 'ecr-tag-immutable',
		match: [
			/tag invalid: The image tag '(?<tag>[^']+)' already exists in the '(?<repository>[^']+)' repository and cannot be overwritten/,
			/ImageTagAlreadyExistsException/,
		],
		cause:
			'the tag[ {tag}] already exists[ in {repository}], and the tags of this repository cannot be overwritten',
		advice:
			'look whether the image of this commit is there already: then skip the push; else build with a new tag',
		retryHelps: false,
		sure: 'certain',
		example:
			"tag invalid: The image tag 'v1.4.0' already exists in the 'indexer' repository and cannot be overwritten because the repository is immutable.",
		unlike: "tag invalid: The image tag '' is malformed",
	},
];
