/**
 * `owner/name` (or `group/subgroup/name`) of a remote's address: https, ssh:// or host:path; null for a folder, and for
 * CodeCommit, whose repositories have no owner.
 */
export function repositoryAt(address: string): string | null {
	const path = pathOf(address.trim())
		?.replace(/^\/+|\/+$/g, '')
		.replace(/\.git$/i, '');
	if (path === undefined || !/^[^/\s]+(?:\/[^/\s]+)+$/.test(path) || path.startsWith('v1/repos/'))
		return null;
	return path;
}

/**
 * The host of a remote's address, with its port, where that is certain: of https, and GitHub's own by ssh. Any other host
 * of ssh may be a name that only ssh's configuration knows.
 */
export function hostOf(address: string): string | null {
	const text = address.trim();
	if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? new URL(text).host || null : null;
	return /^(?:ssh:\/\/)?(?:[^/:@]+@)?(?:ssh\.)?github\.com[:/]/i.test(text) ? 'github.com' : null;
}

function pathOf(address: string): string | null {
	if (/^(?:https?|ssh|git|git\+ssh):\/\//i.test(address)) {
		return URL.canParse(address) ? decoded(new URL(address).pathname) : null;
	}
	// git's own rule: no slash before the first colon, or it is a path. Neither `helper::address` nor `file://` is a host.
	return /^(?:[^/:@]+@)?(?:[^/:[\]]+|\[[^/\]]+\]):(?!:|\/\/)(.+)$/.exec(address)?.[1] ?? null;
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
