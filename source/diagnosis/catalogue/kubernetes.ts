import type {CatalogueEntry} from './entry.ts';

/** What a Kubernetes API answers, and what becomes of a rollout. */
export const kubernetes: readonly CatalogueEntry[] = [
	{
		id: 'kubernetes-no-cluster',
		match: [
			/connection to the server localhost:8080 was refused/,
			/http:\/\/localhost:8080\/\S{0,40}timeout=\d+\w?\S{0,20}: .{0,80}connection refused/,
			/Kubernetes cluster unreachable: Get "?http:\/\/localhost:8080\//,
			/invalid configuration: no configuration has been provided/,
		],
		cause: 'no cluster is configured where the command runs: there is no kubeconfig',
		advice: 'run `aws eks update-kubeconfig` before it, and look whether that step failed',
		retryHelps: false,
		sure: 'certain',
		example:
			'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
		unlike:
			'Error: Get "http://localhost:8080/healthz": dial tcp 127.0.0.1:8080: connect: connection refused',
	},
	{
		id: 'kubernetes-credentials-command',
		match: [
			/getting credentials: exec: executable (?<tool>[\w./-]+) (?<why>failed with exit code \d+|not found)/,
		],
		cause: 'the command that gets the credentials of the cluster ({tool}) {why}',
		advice: 'run `aws eks get-token` in the build to see why: role, cluster name or a missing tool',
		retryHelps: false,
		sure: 'certain',
		example:
			'Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 254',
		unlike: 'Unable to connect to the server: dial tcp 10.0.1.7:443: i/o timeout',
	},
	{
		id: 'kubernetes-credentials-version',
		match: [/invalid apiVersion "(?<version>client\.authentication\.k8s\.io\/\w+)"/],
		cause: 'kubectl or Helm does not know {version}, in which the kubeconfig asks for credentials',
		advice: 'make versions fit: renew the kubeconfig with a current AWS CLI, or raise kubectl and Helm',
		retryHelps: false,
		sure: 'certain',
		example: 'error: exec plugin: invalid apiVersion "client.authentication.k8s.io/v1alpha1"',
		unlike: 'apiVersion: client.authentication.k8s.io/v1beta1',
	},
	{
		id: 'kubernetes-unauthorized',
		match: [
			/You must be logged in to the server/,
			/the server has asked for the client to provide credentials/,
			/Error from server \(Unauthorized\)/,
		],
		cause: 'the cluster does not know the role of the build, or its token has run out',
		advice:
			'see whether the role has an EKS access entry (or stands in aws-auth); then get a new token and retry',
		retryHelps: null,
		sure: 'certain',
		example:
			'error: You must be logged in to the server (the server has asked for the client to provide credentials)',
		unlike:
			'Error from server (Forbidden): pods is forbidden: User "deploy" cannot list resource "pods" in API group "" in the namespace "indexer"',
	},
	{
		id: 'kubernetes-certificate',
		match: [
			/Unable to connect to the server: (?:tls: failed to verify certificate: )?x509: (?<why>.{3,140}?)\.?$/,
		],
		cause: 'the certificate of the Kubernetes API is not accepted: {why}',
		advice: 'renew the kubeconfig of the build with `aws eks update-kubeconfig`',
		retryHelps: false,
		sure: 'certain',
		example: 'Unable to connect to the server: x509: certificate signed by unknown authority',
		unlike: 'Unable to connect to the server: dial tcp 10.0.1.7:443: i/o timeout',
	},
	{
		id: 'kubernetes-unreachable',
		match: [
			/The connection to the server (?<server>[\w.:-]+) was refused/,
			/Unable to connect to the server: (?<why>(?:net\/http|dial tcp|context deadline|EOF|read tcp).{0,160})/,
			/Kubernetes cluster unreachable: (?<why>.{3,200})/,
			/unable to load schema information from the API server: (?<why>.{3,250}(?:refused|timeout|no such host|exceeded))/,
			/configured Kubernetes cluster is unreachable: (?<why>.{3,200})/,
		],
		not: [/asked for the client to provide credentials|Unauthorized|x509/],
		cause: 'the Kubernetes API does not answer the build[: {server}][: {why}]',
		advice:
			'see whether the cluster runs and lets the network of the build in (private endpoint, security group); then retry',
		retryHelps: null,
		sure: 'certain',
		example: [
			'Diagnostics:',
			'  kubernetes:apps/v1:Deployment (indexer):',
			'    error: unable to load schema information from the API server: Get "https://10.0.1.7:6443/openapi/v2?timeout=32s": dial tcp 10.0.1.7:6443: connect: connection refused',
		].join('\n'),
		unlike: 'Readiness probe failed: dial tcp 10.0.1.7:8080: connect: connection refused',
	},
	{
		id: 'kubernetes-quota',
		match: [
			/is forbidden: exceeded quota: (?<quota>[\w.-]+), requested: (?<asked>[^,]{1,80}(?:,[^,:]{1,60}){0,3}?), used/,
		],
		cause: 'the quota {quota} of the namespace has no room for {asked}',
		advice: 'free or raise the quota of the namespace',
		retryHelps: null,
		sure: 'certain',
		example:
			'Error from server (Forbidden): pods "indexer-7f" is forbidden: exceeded quota: team, requested: limits.memory=4Gi, used: limits.memory=30Gi, limited: limits.memory=32Gi',
		unlike:
			'Error from server (Forbidden): pods is forbidden: User "deploy" cannot list resource "pods" in API group "" in the namespace "indexer"',
	},
	{
		id: 'kubernetes-forbidden',
		match: [
			/is forbidden: User "(?<who>[^"]{1,160})" cannot (?<verb>\w+) resource "(?<resource>[^"]{1,80})"(?: in API group "[^"]{0,80}")? in the namespace "(?<namespace>[^"]{1,80})"/,
			/is forbidden: User "(?<who>[^"]{1,160})" cannot (?<verb>\w+) resource "(?<resource>[^"]{1,80})"/,
			/Error from server \(Forbidden\): (?<what>.{3,200})/,
		],
		cause:
			'the cluster forbids it[: {who} may not {verb} {resource}][ in the namespace {namespace}][: {what}]',
		advice: 'give the role of the build this right with a Role and a RoleBinding, or another access policy',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error from server (Forbidden): deployments.apps is forbidden: User "ci" cannot create resource "deployments" in API group "apps" in the namespace "indexer"',
		unlike: 'error: You must be logged in to the server (Unauthorized)',
	},
	{
		id: 'kubernetes-namespace-missing',
		match: [/namespaces "(?<namespace>[^"]{1,80})" not found/],
		cause: 'the cluster has no namespace {namespace}',
		advice: 'create it before, or correct its name; see whether it is the right cluster',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error from server (NotFound): error when creating "deployment.yaml": namespaces "indexer" not found',
		unlike: 'namespace/indexer created',
	},
	{
		id: 'kubernetes-kind-unknown',
		match: [
			/no matches for kind "(?<kind>[^"]{1,80})" in version "(?<version>[^"]{1,80})"/,
			/the server doesn't have a resource type "(?<kind>[^"]{1,80})"/,
		],
		cause: 'the cluster does not know the kind {kind}[ in version {version}]',
		advice: 'install its CRD first, or write the API version that this cluster still has',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: resource mapping not found for name: "indexer" namespace: "" from "deployment.yaml": no matches for kind "PodDisruptionBudget" in version "policy/v1beta1"',
		unlike: 'No resources found in indexer namespace.',
	},
	{
		id: 'kubernetes-immutable',
		match: [
			/The (?<kind>\w+) "(?<name>[^"]{1,120})" is invalid: .{0,400}field is immutable/,
			/\b(?<kind>\w{1,60})(?:\.\w{1,60})? "(?<name>[^"]{1,120})" is invalid: .{0,400}field is immutable/,
			/updates to statefulset spec for fields other than/,
			/: field is immutable/,
		],
		cause: 'the change touches a field that cannot be changed[ of {kind} {name}]',
		advice:
			'leave the field as it was; only what may be gone for a while can be deleted and made anew (no volumes, no stateful sets in use)',
		retryHelps: false,
		sure: 'certain',
		example:
			'The Deployment "indexer" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map}: field is immutable',
		unlike: 'deployment.apps/indexer configured',
	},
	{
		id: 'kubernetes-webhook-denied',
		match: [/admission webhook "(?<webhook>[^"]{1,120})" denied the request: (?<why>.{3,160})/],
		cause: 'the admission webhook {webhook} refuses it: {why}',
		advice: 'change the object as the policy demands',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error from server: error when creating "pod.yaml": admission webhook "policy.acme.io" denied the request: image has no digest',
		unlike:
			'Error from server (InternalError): failed calling webhook "policy.acme.io": failed to call webhook: context deadline exceeded',
	},
	{
		id: 'kubernetes-webhook-failed',
		match: [/failed calling webhook "(?<webhook>[^"]{1,120})": (?<why>.{3,160})/],
		cause: 'the admission webhook {webhook} does not answer: {why}',
		advice: 'see whether the pods behind it run; then retry',
		retryHelps: null,
		sure: 'certain',
		example:
			'Error from server (InternalError): failed calling webhook "policy.acme.io": failed to call webhook: context deadline exceeded',
		unlike:
			'Error from server: error when creating "pod.yaml": admission webhook "policy.acme.io" denied the request: image has no digest',
	},
	{
		id: 'kubernetes-invalid',
		match: [
			/error validating "(?<name>[^"]{1,120})": error validating data: (?<why>.{3,160})/,
			/The (?<kind>[A-Z]\w+) "(?<name>[^"]{1,120})" is invalid: (?<why>.{3,160})/,
		],
		cause: 'the cluster does not accept[ the {kind}] {name}: {why}',
		advice: 'correct the manifest; `kubectl apply --dry-run=server` shows it without a change',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: error validating "deployment.yaml": error validating data: ValidationError(Deployment.spec): unknown field "replica" in io.k8s.api.apps.v1.DeploymentSpec',
		unlike: 'deployment.apps/indexer unchanged (dry run)',
	},
];
