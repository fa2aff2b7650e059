/**
 * How much a line says of a failure. `proof`: a refusal or a limit, which nobody prints in passing. `sign`: an error in
 * its own words. `wrap-up`: only tells that something before it went wrong.
 */
export type Weight = 'none' | 'wrap-up' | 'sign' | 'proof';

/** Most lines end here: beginnings of all words that can be evidence, in small letters, so that looking costs little. */
const hint =
	/(?:err|fa[it]|exce|pani|deni|refu|reje|thor|forb|toom|thro|not |no s|can|coul|unab|inva|unex|kill|memo|spac|time[do]|trac|conf|alre|expi|dead|cred|inco|must|exit|unre|eof|[❌✗✘✖×])/;

/** Nothing in a line like these counts. */
const decoys: readonly RegExp[] = [
	/\bretrying\b|\bwill retry\b|\bback(?:ing)? off\b|\bbackoff\b|\battempt \d+\b/i,
	/^\s*(?:✓|✔|√|ok \d|PASS\b|--- PASS)|\.\.\. ok$/,
	/\bno paths specified to be cached\b|\bdeprecat|\bignor(?:ed|ing)\b|\bnon-?fatal\b|\bnot fatal\b/i,
	// Source code that was printed, and lines of a stack.
	/\bthrow new \w|\bnew \w*Error\(|console\.(?:error|warn)\(|\bcatch ?\(|\bexcept \w|\braise \w+\(/,
	/^\s*(?:\+{1,3} )?(?:echo|printf) /,
	/^\s*at .+[:)]|^\s*File ".*", line \d/,
	// Things that merely bear the name.
	/^\s*(?:Compiling|Downloaded|Downloading|Adding|Installing|Fetching|Copying|Creating|Collecting|Unpacking|Selecting|Preparing|Setting up|Get:|inflating:|adding:|create mode) /,
];

/** What says the opposite, or only bears the name: taken out before a line is judged. */
const innocent: readonly RegExp[] = [
	/\b(?:0|no|zero|without(?: any)?) (?:\w{1,20} )?(?:errors?|failures?|failed|failing|problems?)\b/gi,
	/\b(?:errors?|fail(?:ures?|ed)?|unreachable)"?\s?[=:]\s?(?:0\b|null\b|none\b|false\b|<?nil\b|\[\]|"")/gi,
	/(?<![\w.@~-])[\w.@~-]{0,80}\/[\w.@/~-]*/g,
	/\b\w[\w-]{0,40}\.(?:[cm]?[jt]sx?|py|rs|go|java|rb|sol|json|ya?ml|md|html|css|log|txt|sh|o|h|cc?|cpp)\b/g,
	/[\w@]-errors?\d*\b|\b(?:errors?|fail|exceptions?)-\w[\w-]{0,40}/gi,
];

/** Refusals, limits, and what a machine ran out of. */
const proofs: readonly RegExp[] = [
	/\bAn error occurred \((?!404\))\w+\) when calling the/,
	/Access ?Denied|not authorized to|UnauthorizedOperation|ExpiredToken|InvalidClientToken|Unable to locate credentials/i,
	/\b(?:pull access|permission|requested access[^:]{0,40} is|access) denied\b|(?:^|: |\s)denied:/i,
	/\bunauthorized\b|\b40[13] (?:Forbidden|Unauthorized)|returned error: [45]\d\d|\bcode E40[13]\b/i,
	/authori[sz]ation failed|authentication failed|incorrect (?:username|or missing password)|must be logged in/i,
	/toomanyrequests|\bRate exceeded|Throttling(?:Exception)?\b|ThrottledException|(?:quota|limit) exceeded/i,
	/no space left on device|OutOfMemory|out of memory|cannot allocate memory|\b\d+ Killed\b|^\s*Killed\s*$|found dead/i,
];

/** An error in its own words. */
const signs: readonly RegExp[] = [
	/^\W*(?:fatal |internal |syntax |compile |build |runtime )?(?:error|fatal|panic|exception)\b\s?(?:[:![(]|TS\d|- |$)/i,
	/\[(?:error|fatal)\]|\b(?:error|err|fatal|panic|failed|failure)(?: \w{1,12}\d|\[\w{1,12}\])?\d*:\s/i,
	/^\s*(?:Error|ERROR|FATAL|Fatal)\s|"(?:level|severity)": ?"(?:error|fatal|critical)"/,
	/\b[A-Z]\w{0,80}(?:Error|Exception|Rejection|RejectionWarning)\b(?=[:\s[]|$)|^Traceback \(most|\bpanicked at\b/,
	/\b(?:cannot|can't|couldn't|could not|unable to|failed to|failure to|refusing to|failed with(?! exit))\b/i,
	/^\s*(?:❌|✗|✘|✖|×|not ok \d|--- FAIL|FAIL\b|FAILED\b)|\.\.\. FAILED$|\bassertion .{0,80}failed\b/,
	/\bno such (?:file|host|image|table|bucket)|\bcommand not found\b|\bdoes(?: not|n't) exist\b|\bnot found:/i,
	/\b(?:was|were|is|module|package|file|404|image|manifest|table|bucket) not found\b/i,
	/\balready exists\b|AlreadyExists|\bConflict:|currently (?:in progress|locked)|\bin a failed state\b|is not in the state/i,
	/connection (?:refused|reset|timed out)|ECONN(?:REFUSED|RESET)|ETIMEDOUT|\btimed out\b|no route to host|could not resolve/i,
	/^\s*invalid \w|\bInvalid \w+:|\bunexpected (?:token|status|end|eof)\b|\bis not (?:defined|a function|assignable)/i,
	/\bbroken pipe\b|^EOF$|UNREACHABLE!|\bhas expired\b|\bdownload source failed\b/i,
];

/** Only says that something went wrong, whatever else the line holds. */
const wrapsOnly: readonly RegExp[] = [
	/\bexited with (?:code )?\d|failed with exit code|exit status \d+$|\bcommand failed\b|ELIFECYCLE/i,
	/\b\d+ errors? occurred:?\s*$/i,
	/^\W*(?:err\w{0,4}[?:!]* )?(?:the )?(?:build|update|preview|command|script|task|job) failed\.?$/i,
	/^\W*make(?:\[\d+\])?: \*\*\*/,
];

const mentions = /npm (?:ERR!|error)|Exit Code|\b(?:errors?|failed|failing|failures?)\b/i;
const muted = /^\W*(?:\w+ )?warn(?:ing)?\b|^.{0,60}\bWARN(?:ING)?\b|^[\W\dTZ]{0,40}(?:INFO|DEBUG|TRACE)\b/;
const level = /"(?:level|severity)": ?"(?:trace|debug|info|warn(?:ing)?)"/i;

/** Weighs a line of output, free of colours. */
export function weigh(text: string): Weight {
	if (!hint.test(text.toLowerCase())) return 'none';
	const quiet = muted.test(text) || level.test(text);
	if (quiet && !proofs.some(proof => proof.test(text))) return 'none';
	if (decoys.some(decoy => decoy.test(text))) return 'none';
	const rest = innocent.reduce((left, pattern) => left.replace(pattern, ' '), text);
	const holds = (patterns: readonly RegExp[]) => patterns.some(pattern => pattern.test(rest));
	if (holds(proofs)) return quiet ? 'sign' : 'proof';
	if (quiet) return 'none';
	if (holds(wrapsOnly)) return 'wrap-up';
	if (holds(signs)) return 'sign';
	return mentions.test(rest) ? 'wrap-up' : 'none';
}

/** A lost identity: from here on a build runs as somebody else, and fails later with other words. */
export function losesIdentity(text: string): boolean {
	return (
		/AccessDenied|not authorized|ExpiredToken|InvalidClientToken|Throttl|timed? ?out/i.test(text) &&
		/Assume ?Role|\bsts\b|GetSessionToken/i.test(text)
	);
}

/** Whether a line may be what follows from a lost identity. */
export function speaksOfIdentity(text: string): boolean {
	return /\b(?:account|role|credentials?|identity|denied|authori[sz]ed|unauthorized|tokens?|assume|caller)\b|AccessDenied|ExpiredToken/i.test(
		text,
	);
}
