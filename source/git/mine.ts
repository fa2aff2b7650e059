/** Who wrote a commit, as far as a source tells; `login` is GitHub's. */
export interface Writer {
	readonly email: string | null;
	readonly login: string | null;
}

/**
 * Whether the user with this e-mail address wrote it. An address that GitHub gives in place of one's own
 * (`12345+ada@users.noreply.github.com`) names a login; any other address tells nothing about logins.
 */
export function isMine(writer: Writer, user: string | null): boolean {
	if (user === null) return false;
	if (isSame(writer.email, user)) return true;
	const login = loginIn(user);
	return login !== null && (isSame(writer.login, login) || isSame(loginIn(writer.email ?? ''), login));
}

function loginIn(email: string): string | null {
	return /^(?:\d+\+)?([a-z\d-]+)@users\.noreply\.github\.com$/i.exec(email)?.[1] ?? null;
}

function isSame(one: string | null, other: string): boolean {
	return one?.toLowerCase() === other.toLowerCase();
}
