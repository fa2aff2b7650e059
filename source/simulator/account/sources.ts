import type {ActionDeclaration} from '../declaration.ts';
import type {Commit} from '../scenario.ts';
import type {Execution, Revision} from './records.ts';
import type {World} from './world.ts';

const branchKey = (repository: string, branch: string) => `${repository} ${branch}`;

/** The repository and branch (bucket and key, repository and tag of images) that a source action reads. */
export function followedBranch(action: ActionDeclaration): {
	readonly repository: string;
	readonly branch: string;
} {
	const found = action.configuration ?? {};
	if (action.actionTypeId.provider === 'ECR')
		return {repository: found.RepositoryName ?? '', branch: found.ImageTag ?? 'latest'};
	if (action.actionTypeId.provider === 'GitHub')
		return {repository: `${found.Owner ?? ''}/${found.Repo ?? ''}`, branch: found.Branch ?? ''};
	return {
		repository: found.FullRepositoryId ?? found.RepositoryName ?? found.S3Bucket ?? '',
		branch: found.BranchName ?? found.S3ObjectKey ?? '',
	};
}

/** Makes a commit the newest of its branch. */
export function setHead(world: World, commit: Commit): void {
	world.heads.set(branchKey(commit.repository, commit.branch), commit);
	world.commits.set(commitKey(commit.repository, commit.sha), commit);
}

const commitKey = (repository: string, sha: string) => `${repository} ${sha}`;

/** The commit of an id in the repository that a source action reads; undefined when nobody pushed it. */
export function pushedCommit(world: World, action: ActionDeclaration, sha: string): Commit | undefined {
	return world.commits.get(commitKey(followedBranch(action).repository, sha));
}

/** The newest commit of what a source action reads; a first one is made up when nothing was ever pushed. */
export function headOf(world: World, action: ActionDeclaration): Commit {
	const {repository, branch} = followedBranch(action);
	const known = world.heads.get(branchKey(repository, branch));
	if (known) return known;
	const first: Commit = {
		repository,
		branch,
		sha: world.random.fork(`head/${repository}/${branch}`).hex(40),
		message: 'Initial commit',
		author: 'operator',
	};
	setHead(world, first);
	return first;
}

/** The commit that an execution carries, also while its sources still fetch it; of several sources the first decides. */
export function commitOf(execution: Execution): Commit | undefined {
	const [found] = execution.revisions.values();
	const [pinned] = execution.pinned.values();
	const [fetching] = execution.stageRuns[0]?.latest.values() ?? [];
	return found?.commit ?? pinned ?? fetching?.start.commit;
}

/** What a source action reports of a commit, in the form its provider uses. */
export function revisionOf(world: World, action: ActionDeclaration, commit: Commit): Revision {
	const artifacts = (action.outputArtifacts ?? []).map(({name}) => name);
	return {...knownRevision(world, action, commit), commit, artifacts};
}

type Shown = Omit<Revision, 'commit' | 'artifacts'>;

/** What is shown of a commit; hundreds of pipelines that follow one branch show the same. */
const shown = new WeakMap<Commit, Map<string, Shown>>();

function knownRevision(world: World, action: ActionDeclaration, commit: Commit): Shown {
	const known = shown.get(commit) ?? new Map<string, Shown>();
	shown.set(commit, known);
	const key = `${world.region} ${action.actionTypeId.provider} ${action.configuration?.ConnectionArn ?? ''}`;
	const revision = known.get(key) ?? shownRevision(world, action, commit);
	known.set(key, revision);
	return revision;
}

function shownRevision(world: World, action: ActionDeclaration, commit: Commit): Shown {
	switch (action.actionTypeId.provider) {
		case 'CodeStarSourceConnection':
			return {
				id: commit.sha,
				summary: JSON.stringify({ProviderType: 'GitHub', CommitMessage: commit.message}).slice(0, 2048),
				url: connectionUrl(
					world,
					action,
					`referenceType=COMMIT&FullRepositoryId=${commit.repository}&Commit=${commit.sha}`,
				),
			};
		case 'S3': {
			const version = objectVersion(commit);
			return {id: version, summary: `Amazon S3 version id: ${version}`, url: undefined};
		}
		case 'ECR': {
			const digest = imageDigest(commit);
			return {id: digest, summary: digest, url: undefined};
		}
		case 'CodeCommit': {
			const url = codeCommitUrl(world, `${commit.repository}/commit/${commit.sha}`);
			return {id: commit.sha, summary: commit.message.slice(0, 2048), url};
		}
		default:
			return {id: commit.sha, summary: commit.message.slice(0, 2048), url: undefined};
	}
}

/** The console's page of something in a repository of CodeCommit. */
export function codeCommitUrl({region}: World, place: string): string {
	return `https://console.aws.amazon.com/codecommit/home?region=${region}#/repository/${place}`;
}

/** The console's redirect to a place behind a connection. */
export function connectionUrl(world: World, action: ActionDeclaration, place: string): string {
	const arn = action.configuration?.ConnectionArn ?? '';
	return `https://${world.region}.console.aws.amazon.com/codesuite/settings/connections/redirect?connectionArn=${arn}&${place}`;
}

const isSha = (text: string) => /^[0-9a-f]{40}$/.test(text);

/** A version or digest that the caller named stands as it is; of a pushed commit one is made. */
const objectVersion = ({sha}: Commit) => (isSha(sha) ? sha.slice(0, 32) : sha);
const imageDigest = ({sha}: Commit) => (isSha(sha) ? `sha256:${sha}${sha.slice(0, 24)}` : sha);

/** What later actions may use of a source. */
export function sourceVariables(
	world: World,
	action: ActionDeclaration,
	commit: Commit,
	authoredAt: number,
): Record<string, string> {
	const {repository, branch} = followedBranch(action);
	const date = new Date(authoredAt).toISOString().replace(/\.\d+Z$/, 'Z');
	const git = {AuthorDate: date, BranchName: branch, CommitId: commit.sha, CommitMessage: commit.message};
	switch (action.actionTypeId.provider) {
		case 'CodeStarSourceConnection': {
			const ConnectionArn = action.configuration?.ConnectionArn ?? '';
			return {...git, BranchName: commit.branch, ConnectionArn, FullRepositoryName: repository};
		}
		case 'S3':
			return {ETag: commit.sha.slice(0, 32), VersionId: objectVersion(commit)};
		case 'ECR': {
			const registry = `${world.id}.dkr.ecr.${world.region}.amazonaws.com`;
			const digest = imageDigest(commit);
			return {
				ImageDigest: digest,
				ImageTag: branch,
				ImageURI: `${registry}/${repository}@${digest}`,
				RegistryId: world.id,
				RepositoryName: repository,
			};
		}
		default:
			return {...git, CommitterDate: date, RepositoryName: repository};
	}
}
