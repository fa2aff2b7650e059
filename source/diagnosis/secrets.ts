/** What stands where a secret stood. */
const mask = '***';

/** A form that secrets have; the first group is what tells the reader what it was, and stays. */
const forms: readonly RegExp[] = [
	// AWS access keys; GitHub, GitLab, Slack, npm, PyPI, Stripe and Google keys.
	/\b((?:AKIA|ASIA))[A-Z0-9]{12,}\b/g,
	/\b(gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|npm_|pypi-|sk_live_|rk_live_|sk-|AIza)[\w-]{16,}/g,
	// A signed token (JWT), and what stands behind the name of a way to sign in.
	/\b(eyJ)[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
	/\b((?:Bearer|Basic) )[\w.~+/=-]{16,}/g,
	// A password inside an address.
	/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"]{0,100}:)[^\s/@'"]{1,200}(?=@)/gi,
	// Signatures of presigned addresses.
	/\b(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s'"]+/gi,
	/((?:\\?["'])?\b[\w.-]{0,40}(?:password|passwd|passphrase|secret|secret_?key|access_?key|api_?key|private_?key|token|credentials?)(?:\\?["'])?\s{0,3}=\s{0,3})(?:\\?"[^"]{3,}"|'[^']{3,}'|(?![$<*{(]|arn:|null\b|true\b|false\b|none\b|undefined\b)[^\s"',;&]{3,})/gi,
	/(\\?["'][\w.-]{0,40}(?:password|passwd|passphrase|secret|secret_?(?:access_?)?key|access_?key(?:_?id)?|api_?key|private_?key|token|credentials?)\\?["']\s{0,3}:\s{0,3})\\?["'][^"']{3,}["']/gi,
	/(--(?:password|passphrase|token|secret|api-key)[ =])(?![$<*-])[^\s'"]{3,}/g,
	// What curl takes as name and password in one: `curl -u kim:…`; and a key behind its name.
	/(\bcurl\b[^\n]{0,300}?\s(?:-u|--user|--proxy-user)[ =]["']?[^\s:"'$]{1,100}:)(?![$<*])[^\s"']{3,200}/g,
	/\b((?:private[ _-]?key|mnemonic|seed phrase)\b["']?\s{0,3}[:=]?\s{0,3}["']?)(?:0x)?[0-9a-f]{64}\b/gi,
	/\b(-----BEGIN [A-Z ]*PRIVATE KEY-----).+/g,
];

/** How a line must look to hold a secret: most do not. */
const hint = /AKIA|ASIA|_|-|eyJ|[Bb]earer|[Bb]asic|Token|:\/\/|=|["']\s{0,3}:|[0-9a-fA-F]{64}/;

/**
 * A text with what looks like a secret replaced by `***`: for every face that hands log lines or messages on to a chat, a
 * ticket or a script. What gives them away stays (`password=***`), so that the reader knows what stood there. Pure.
 */
export function withoutSecrets(text: string): string {
	if (!hint.test(text)) return text;
	return forms.reduce((shown, form) => shown.replace(form, `$1${mask}`), text);
}

/** Who signs in inside a link, as the edge leaves it: not to be tried on whoever is there. */
const signIn = /^(https?:\/\/)\*\*\*@/i;

/**
 * A link that tells no secret and leads somewhere real: `***` in it would lead astray, so that a query or a fragment goes
 * whole where it holds a secret. Null where the rest holds one too. Pure.
 */
export function linkWithoutSecrets(url: string): string | null {
	const address = url.replace(signIn, '$1');
	if (withoutSecrets(address) === address) return address;
	const page = address.replace(/[?#].*$/s, '');
	return withoutSecrets(page) === page ? page : null;
}
