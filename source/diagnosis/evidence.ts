import {bare} from './bare.ts';

/**
 * How much a line says of a failure. `proof`: a refusal or a limit, which nobody prints in passing. `sign`: an error in
 * its own words. `wrap-up`: only tells that something went wrong.
 */
export type Weight = 'none' | 'wrap-up' | 'sign' | 'proof';

/** Most lines end here: beginnings of all words that can be evidence, in small letters, so that looking costs little. */
const hint =
	/err(?:o|!|:|_|\b)|erro|fai[lt]|fata|exce(?:pt|ed)|panic|denied|refus|reject|authori|forbid|toomany|throttl|not (?:found|exist|defined|assign|allow|perm|supp|enough|ready|match|in the|logged|did)|n't|does not|no such|no space|no route|no match|no basic|no cred|nocred|cannot|could not|unable|invalid|illegal|unexpected|unknown|undefined|unsupp|unrec|unhea|unreach|unterm|killed|memory|disappear|timed ?out|timeout|traceb|conflict|already|expired|found dead|deadline|credential|incorrect|incons|incomp|must be|exit|eof|abort|missing|mismatch|violat|crash|backoff|rollback|segment|core dump|terminat|x509|certif|handshake|broken|corrupt|too (?:large|long|many|old)|giving up|gave up|non-fast|what went wrong|failure|locked|currently|[❌✗✘✖×●]/;

/** Nothing in a line like these counts. */
const decoys: readonly RegExp[] = [
	/\bwill (?:be )?retr(?:y|ied)\b|\btrying again\b|\bback(?:ing)? off\b|\bbackoff\b(?! restarting)/i,
	/^\s*(?:✓|✔|√|☑|✅|ok \d|PASS(?:ED)?\b|--- PASS|OK\b)|\.\.\. ok$|\bPASSED\s*(?:\[ *\d+%\])?$|\[\s*OK\s*\]/,
	/\bno paths specified to be cached\b|^(?!.*NoCredential).*\bdeprecat|(?<!\d )\bignor(?:ed|ing)\b|\bnon-?fatal\b|\bnot fatal\b/i,
	/\((?:as )?expected\)|\bas expected\b|\bexpected failure\b|\bsimulat(?:ed|ing)\b|\bharmless\b|\btolerated\b/i,
	// Advice on errors that may come, and lines of a list of changes.
	/^\s*[-*•] (?:`[^`]+`|"[^"]+ [^"]+"(?= ?(?:[:=–—]|-+>?) )|“[^”]+”)|\b(?:if|when|whenever) (?:you(?:'ll)? |it |this |the \w+ )?(?:see|sees|get|gets|encounter|encounters) ["'`“]|^\W*if you (?:see|get|run into|encounter)\b/i,
	/^\s*[-*•] (?:\*\*)?(?:fix|feat|chore|docs|refactor|perf|test|build|ci|style|revert)(?:\([^)]{1,60}\))?!?:(?:\*\*)? /i,
	/\bclient-side throttling\b/,
	/\((?:recovered|retried)\)|\btransient: /i,
	/"handled": ?true|\((?:skipped|handled|ignored|expected)\b|\bgot expected\b/i,
	// Source code that was printed, and lines of a stack.
	/===|!==|^\s*(?:\}? ?else )?if ?\(.*\) ?(?:\{|return\b|throw\b|$)|^\s*[\w.:]+!?\(.*\);$|^\s*(?:return|const|let|var) .*[;({]$/,
	/\bthrow new \w|\bnew \w*(?:Error|Exception)\(|\b(?:console|logg?(?:er|ing)?|slog)\.\w+\(|\bcatch ?\(|^\s*except\b|\braise \w+\(/i,
	/\b(?:errors\.New|(?:fmt\.)?Errorf|eprintln!|panic!|bail!|anyhow!|process\.exit|sys\.exit)\(/,
	/^\s*(?:(?:return|const|let|var|if|else|elif|func|def|class|import|export|public|private|throws?)\b.*[;{:]$|\/\/|\/\*|\* @|#(?![\d[#!])|<!--|<\/?[a-z][^>]*>)/,
	/^(?!\W*(?:\w+ )?(?:error|fatal|fail)).*\w\(.*\)\s*[;{]$/i,
	/^\W*(?:(?:\[[^\]]*\]|Step \d+\/\d+ :) )?(?:RUN|COPY|ENV|CMD|ENTRYPOINT|ARG|FROM|SHELL|HEALTHCHECK) /,
	/^\s*(?:\+{1,4} )?(?:echo|printf) |^\+{1,4} \S|^\s*-{1,2}[a-z][\w-]*[\s,=]/,
	/^\s*at .+[:)]|^\s*File ".*", line \d|^\s*\.{3} \d+ more$/,
	// Headings: commits, tasks of Ansible, steps of a Dockerfile.
	/^(?:HEAD is now at |(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,12} [A-Za-z(]|\s*Revert ")|^(?:TASK|RUNNING HANDLER|PLAY) \[/,
	/^(?:Step \d+\/\d+ : |\[(?:[\w.-]{1,40} )?\d+\/\d+\] )[A-Z]{3,11} /,
	// Plans and branches, whose names may hold any word.
	/^\s*(?:[-+~]|-\/\+|\+\/-|<=)\s+(?:(?:resource|data|module|output)\s+"|[\w."[\]-]+\s+=\s)|^\s*\* \[new |^debconf: /,
	// Things that merely bear the name.
	/^(?!.*(?:\berror: |\bfailed(?:[:.]|$)|\bdenied\b))\s*(?:Compiling|Checking|Downloaded|Downloading|Adding|Installing|Fetching|Copying|Creating|Collecting|Unpacking|Selecting|Preparing|Setting up|Processing triggers|Get:|Hit:|inflating:|adding:|create mode|Requirement already) /,
];

/** A try of several: the last one counts. */
const tried = /\bretrying\b|\battempt \d+/i;
const lastTry =
	/\b(\d+)(?: of |\/| out of )\1\b|giving up|gave up|exhaust|\bmax(?:imum)?\b.{0,20}(?:retr|attempt)|\bafter \d+ (?:\w+ )?(?:attempt|retr|tr(?:y|ies))|retr(?:y|ies) (?:limit|failed)/i;

/** What says the opposite, or only bears the name: taken out before a line is judged. */
const innocent: readonly RegExp[] = [
	/\b(?:0|no|zero|without(?: any)?) (?:\w{1,20} )?(?:errors?|failures?|failed|failing|problems?)\b/gi,
	/\b(?:errors?|fail(?:ures?|ed)?|unreachable)"?\s?[=:]\s?(?:0\b|null\b|none\b|false\b|<?nil\b|\[\]|"")/gi,
	/(?<![\w.@~-])[\w.@~-]{0,80}\/[\w.@/~-]*/g,
	/\b\w[\w-]{0,40}\.(?:[cm]?[jt]sx?|py|rs|go|java|rb|sol|json|ya?ml|md|html|css|log|txt|sh|o|h|cc?|cpp)\b/g,
	/[\w@]-errors?\d*\b|\b(?:errors?|fail|exceptions?)-\w[\w-]{0,40}/gi,
];

/** Without any of these nothing is taken out. */
const mayBeInnocent = /[/.=:]|err|fail|exception|unreachable|problem/i;

/** Refusals, limits, and what a machine ran out of. */
const proofs: readonly RegExp[] = [
	/\bAn error occurred \((?!404\))\w+\) when calling the/,
	/Access ?Denied|not authorized to|UnauthorizedOperation|ExpiredToken|InvalidClientToken|Unable to locate credentials|NoCredential/i,
	/\b(?:pull access|permission|requested access[^:]{0,40} is|access) denied\b|(?:^|: |\s)denied:/i,
	/\bunauthorized\b|\b40[13] (?:Forbidden|Unauthorized)|returned error: [45]\d\d|\bcode E40[13]\b/i,
	/authori[sz]ation failed|authentication failed|incorrect (?:username|or missing password)|must be logged in/i,
	/toomanyrequests|\bRate exceeded|Throttling(?:Exception)?\b|ThrottledException|(?:quota|limit) exceeded/i,
	/no space left on device|OutOfMemory|out of memory|cannot allocate memory|\b\d+ Killed\b|^\s*Killed\s*$|found dead/i,
	/acquiring the state lock|currently locked by|\banother update is currently\b|\bYAML_FILE_ERROR\b/i,
];

/** An error in its own words. */
const signs: readonly RegExp[] = [
	/^\W*(?:fatal |internal |syntax |compile |build |runtime )?(?:error|fatal|panic|exception)\b\s?(?:[:![(]|TS\d|- |$)/i,
	/\[(?:error|fatal)\]|\b(?:error|err|fatal|panic|failed|failure)(?: \w{1,12}\d|\[\w{1,12}\])?\d*:\s/i,
	/^\s*(?:Error|ERROR|FATAL|Fatal)\s|^(?:FATA|ERRO)\[\d|^[FE]\d{4} |"(?:level|severity)": ?"(?:error|fatal|critical)"|\blevel=(?:error|fatal)/,
	/\b[A-Z]\w{0,80}(?:Error|Exception|Rejection|RejectionWarning)\b(?=[:\s[]|$)|^Traceback \(most|\bpanicked at\b/,
	/\b(?:cannot|can't|couldn't|could not|unable to|failed to|failure to|refusing to|failed with(?! exit))\b/i,
	/^\s*(?:❌|✗|✘|✖|×|●|not ok \d|--- FAIL|FAIL\b|FAILED\b|\[FAIL)|\.\.\. FAILED$|\bassertion .{0,80}failed\b/,
	/\bno such (?:file|host|image|table|bucket|container|service)|\bcommand not found\b|\bdoes(?: not|n't) exist\b|\bnot found:/i,
	/\b(?:was|were|is|module|package|file|404|image|manifest|table|bucket) not found\b|\bcould not be found\b/i,
	/\balready exists\b|AlreadyExists|\bConflict:|currently (?:in progress|locked)|\bin a failed state\b|is not in the state/i,
	/connection (?:refused|reset|timed out)|ECONN(?:REFUSED|RESET)|ETIMEDOUT|\btimed out\b|no route to host|could not resolve/i,
	/^\s*invalid \w|\bInvalid \w+:|\bunexpected (?:token|status|end|eof)\b|\bis not (?:defined|a function|assignable)/i,
	/\bbroken pipe\b|^\W*(?:unexpected )?EOF\W*$|UNREACHABLE!|\bhas expired\b|\bdownload source failed\b|^E: /,
	/\b(?:segmentation fault|core dumped|undefined reference|undefined symbol|cannot find symbol|host key verification failed)\b/i,
	/\b(?:CrashLoopBackOff|ImagePullBackOff|ErrImagePull|OOMKilled)\b|\b(?:CREATE|UPDATE|DELETE|ROLLBACK)_FAILED\b|ROLLBACK_COMPLETE/,
	/\bx509: |certificate (?:has expired|verify failed|signed by unknown)|TLS handshake|\bunknown (?:flag|option|command|shorthand|revision)/i,
	/: (?:line )?\d+:\s[^:]{0,80}: not found\s*$|^\* What went wrong:|\bdisappeared unexpectedly\b|\bexplicitly forbidden\b|\bno basic auth credentials\b/i,
	/^\W*(?:CONFLICT \(|merge conflict)|\bnon-fast-forward\b|\[rejected\]|\bprogress deadline\b|\bno matching (?:version|manifest|distribution)/i,
];

/** Only says that something went wrong, whatever else the line holds. */
const wrapsOnly: readonly RegExp[] = [
	/\bexited with (?:code )?\d|failed with exit code|exit status \d+$|\bcommand failed\b|ELIFECYCLE/i,
	/\b\d+ errors? occurred:?\s*$/i,
	/^\W*(?:err\w{0,4}[?:!]* )?(?:the )?(?:build|update|preview|command|script|task|job|deploy(?:ment)?) (?:was )?(?:failed|aborted|cancell?ed|unsuccessful)\W*$/i,
	/^\W*make(?:\[\d+\])?: \*\*\*|^\W*(?:Tests?|Test Suites|Suites):?\s.*\b[1-9]\d* failed|^\W*(?:giving up|aborting)\W*$/i,
	/^\s*(?:FAILED|FAIL|Error|ERROR)(?: with(?: code| status)? \d+)?\W*$/i,
	/^(?:rm|rmdir|umount): cannot|\bno such (?:container|network|volume)\b/i,
];

/** Words of failure that good output holds too. */
const mentions =
	/npm (?:ERR!|error)|Exit Code|\b(?:errors?|failed|failing|failures?|fatal|abort(?:ed|ing)|mismatch(?:ed)?|inconsistent|missing|invalid|illegal|rejected|exceeded|exceeds|violat\w+|crashed|corrupt\w*|unsupported|unrecognized|unknown|undefined|incompatible|unhealthy|terminated|refused|forbidden|not (?:allowed|permitted|supported|enough|ready|match\w*)|too (?:large|long|many|old)|giving up|gave up)\b/i;
const muted =
	/^\W*(?:\w+ )?warn(?:ing)?\b|^.{0,60}\bWARN(?:ING)?\b|^[\W\dTZ]{0,40}(?:INFO|DEBUG|TRACE|NOTICE)\b/;
const level = /"(?:level|severity)": ?"(?:trace|debug|info|warn(?:ing)?)"|\blevel=(?:trace|debug|info|warn)/i;
/** A program's own error that another one passes on as a message of any level. */
const relayed = /^\s*(?:fatal|error|npm ERR!|E|panic|Traceback \(most recent call last\))(?::| )/i;

/** Weighs a line of output, free of colours. */
export function weigh(text: string): Weight {
	if (!hint.test(text.toLowerCase())) return 'none';
	const said = bare(text);
	const weight = weightOf(said, text);
	if (weight === 'none') return 'none';
	const quiet = (muted.test(text) && (said === text || !relayed.test(said))) || level.test(text);
	if (quiet) return weight === 'proof' && !isDecoy(said) ? 'sign' : 'none';
	return isDecoy(said) ? 'none' : weight;
}

function weightOf(said: string, text: string): Weight {
	const rest = mayBeInnocent.test(said)
		? innocent.reduce((left, pattern) => left.replace(pattern, ' '), said)
		: said;
	const holds = (patterns: readonly RegExp[]) => patterns.some(pattern => pattern.test(rest));
	if (holds(proofs)) return 'proof';
	if (holds(wrapsOnly)) return 'wrap-up';
	if (holds(signs) || /^\s*(?:##)?\[error\]/.test(text)) return 'sign';
	return mentions.test(rest) ? 'wrap-up' : 'none';
}

/** Whether a line, free of colours and prefixes, only looks like evidence: source code, passed tests, mended failures. */
export function isDecoy(said: string): boolean {
	return decoys.some(decoy => decoy.test(said)) || (tried.test(said) && !lastTry.test(said));
}

/** A tool's verdict on what it was given: a test that failed, a place in the code. Nobody prints that in passing. */
export function isVerdict(said: string): boolean {
	return verdicts.some(verdict => verdict.test(said));
}

const verdicts: readonly RegExp[] = [
	/^\s*(?:not ok \d|--- FAIL|FAIL\s+\S|FAILED \S+::|● .+ › |× .+|✗ |✘ |✖ |\[FAIL)|\.\.\. FAILED$|^E {3}\S/,
	/^fatal: \[[^\]]{1,120}\]: (?:FAILED|UNREACHABLE)!/,
	/\bAssertionError\b|\bpanicked at\b|^\s*Failure\/Error:/,
	/^\S{1,200}\.\w{1,5}(?::\d+|\(\d+)[^ ]{0,12} ?-? ?(?:fatal )?error\b|^error(?:\[E\d+\]|: aborting)/i,
];

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
