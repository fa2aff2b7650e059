/** An access portal, and the permission set to sign in with; null: the portal asks. */
export interface Portal {
	readonly portal: string;
	readonly role: string | null;
}

/** AWS's own console, in every partition. */
const consoleHost = /(?:^|\.)console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/;

/**
 * A console's address by way of the access portal, which signs in to the account and goes on there. Any other address, and
 * every one while the account is not known, stays as it is.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/createshortcutlink.html
 */
export function throughPortal(url: string, {portal, role}: Portal, account: string | null): string {
	if (account === null || !URL.canParse(url) || !consoleHost.test(new URL(url).hostname)) return url;
	const {origin, pathname} = new URL(portal);
	const parameters = [
		['account_id', account],
		...(role === null ? [] : [['role_name', role]]),
		['destination', url],
	].map(([name, value = '']) => `${name}=${encodeURIComponent(value)}`);
	return `${origin}${pathname.replace(/\/+$/, '')}/#/console?${parameters.join('&')}`;
}
