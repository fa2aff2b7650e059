import type {CatalogueEntry} from './entry.ts';

/** Images that are not there, and registries that want fewer requests. */
export const registryLimits: readonly CatalogueEntry[] = [
	{
		id: 'docker-hub-rate-limit',
		match: [/You have reached your (?:unauthenticated )?pull rate limit/],
		cause: 'Docker Hub refuses further pulls: the pull rate limit of this address or user is reached',
		advice:
			'retry later; to end it log in to Docker Hub before the pull, or take the image from ECR or its pull-through cache',
		retryHelps: true,
		sure: 'certain',
		example:
			'Step 1/9 : FROM node:24-slim\n24-slim: Pulling from library/node\ntoomanyrequests: You have reached your unauthenticated pull rate limit.',
		unlike: 'toomanyrequests: Rate exceeded',
	},
	{
		id: 'docker-hub-too-many-requests',
		match: [
			/https:\/\/(?:registry-1|auth|index)\.docker\.io\/.{0,300}\b429\b/,
			/\b429 Too Many Requests.{0,200}\b(?:registry-1|auth|index)\.docker\.io\b/,
		],
		cause:
			'Docker Hub refuses further requests for a while: the rate limit of this address or user is reached (429)',
		advice:
			'retry later; to end it log in to Docker Hub seldom and before any pull, or take the image from ECR or its pull-through cache',
		retryHelps: true,
		sure: 'certain',
		example:
			'ERROR: failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 429 Too Many Requests',
		unlike: 'Error response from daemon: Get "https://registry.acme.example/v2/": 429 Too Many Requests',
	},
	{
		id: 'ecr-public-rate-limit',
		match: [
			/public\.ecr\.aws.{0,300}toomanyrequests/,
			/toomanyrequests: (?:Rate exceeded|Data limit exceeded)/,
		],
		cause: 'ECR refuses further pulls for a while: too many at once, or without a log-in to ECR Public',
		advice:
			'retry later; for public.ecr.aws log in with `aws ecr-public get-login-password --region us-east-1` before the pull',
		retryHelps: true,
		sure: 'certain',
		example:
			'ERROR: failed to solve: public.ecr.aws/docker/library/node:24: failed to resolve source metadata: toomanyrequests: Rate exceeded',
		unlike: 'toomanyrequests: You have reached your unauthenticated pull rate limit.',
	},
	{
		id: 'registry-rate-limit',
		match: [/\btoomanyrequests: /, /\/v2\/\S{1,300}: 429 Too Many Requests/],
		cause: 'the registry refuses further requests for a while',
		advice: 'retry later; pull fewer images at once, or log in before the pull',
		retryHelps: true,
		sure: 'certain',
		example: 'Error response from daemon: toomanyrequests: retry-after: 312.4µs, allowed: 44000/minute',
		unlike: 'npm error 429 Too Many Requests - GET https://npm.acme.example/left-pad',
	},
	{
		id: 'github-rate-limit',
		match: [
			/API rate limit exceeded for/,
			/You have exceeded a secondary rate limit/,
			/\b(?:download|fetch(?:ing)?) (?<what>plugin)\b.{0,300}\bapi\.github\.com\b.{0,300}\brate limit exceeded/i,
			/\bapi\.github\.com\b.{0,300}\brate limit exceeded/i,
			/\brate limit exceeded\b.{0,200}\bapi\.github\.com\b/i,
		],
		not: [/warning/i],
		cause:
			'the GitHub API refuses further requests[, here the download of a {what}]: its rate limit is reached',
		advice: 'retry after the limit is reset (at most an hour); to end it send a token with the requests',
		retryHelps: true,
		sure: 'certain',
		example: 'gh: API rate limit exceeded for user ID 4711. (HTTP 403)',
		unlike: 'An error occurred (ThrottlingException) when calling the ListPipelines operation: Rate exceeded',
	},
	{
		id: 'image-platform-missing',
		match: [
			/no matching manifest for (?<platform>[\w/]+)/,
			/no match for platform in manifest/,
			/image with reference \S+ was found but (?:its platform|does not match the specified platform)/,
		],
		cause: 'the image has no variant for the platform[ {platform}] of this machine',
		advice:
			'build the image for this platform as well (`docker buildx build --platform`), or run the build on the other one',
		retryHelps: false,
		sure: 'certain',
		example: 'no matching manifest for linux/arm64/v8 in the manifest list entries',
		unlike: 'manifest for acme/api:9 not found: manifest unknown: manifest unknown',
	},
	{
		id: 'image-not-found',
		match: [
			/manifest for (?<image>\S+) not found/,
			/failed to resolve (?:source metadata for|reference) "?(?<image>[^\s"]+?)"?: .{0,200}: not found/,
			/manifest unknown/,
			/(?:^|: )name unknown: /,
			/repository name not known to registry/,
		],
		cause: 'the image[ {image}] or its tag does not exist in the registry',
		advice:
			'check name and tag, and whether the build that pushes this tag has run; an old tag may have been cleaned up',
		retryHelps: false,
		sure: 'certain',
		example:
			'ERROR: failed to solve: docker.io/library/node:24-slimm: failed to resolve source metadata for docker.io/library/node:24-slimm: docker.io/library/node:24-slimm: not found',
		unlike: 'ERROR: failed to compute cache key: "/package.json": not found',
	},
	{
		id: 'github-not-found',
		match: [/\bgh: Not Found \(HTTP 404\)/],
		cause: 'GitHub does not find what was asked for: it does not exist, or the token may not see it',
		advice:
			'check repository and tag; if they are right, the rights of the token in the secret that the build reads',
		retryHelps: false,
		sure: 'likely',
		example: 'gh: Not Found (HTTP 404)',
		unlike: 'curl: (22) The requested URL returned error: 404',
	},
];
