import {isDecoy} from './evidence.ts';

/** What a program says that goes on after an error. */
const wentOn =
	/\bretry(?:ing)?\b|\b(?:trying|try(?:ing)? once|once) (?:again|more)\b|\bfall(?:ing|s|en)? ?back\b|\bcontinuing\b|\bcarrying on\b|\bgoing on\b|(?<!\d )\bignor(?:ed|ing)\b(?!=)|(?<!\d )\bskipp(?:ed|ing)\b(?![=:] ?[\d[])|\brecovered\b|\btolerated\b|\bnon-?fatal\b|\bharmless\b|\banyway\b|\bas expected\b|\bexpected error\b|\busing (?:the |a )?(?:default|cached|previous|local|mirror|old|stale|other)\b|\b(?:mirror|cache|fallback|default) (?:is |was )?used\b|\bsucceeded\b|\breconnected\b|\bresum(?:ed|ing)\b|\battempt \d+(?! of \d+ failed)\b|\bhandled\b|(?<=\S )(?<!try )again\b|\bnot an error\b|\bwaiting (?:for the lock|\d+ ?s)|\block (?:was )?(?:released|acquired)\b/i;

/** What a program says that gives up; it counts even where it says how often it tried. */
const gaveUp = /giving up|gave up|abort|exhaust|\bexit|fatal|failed after|timed out waiting/i;

/** A line that tells of something else: another program's, or another error that is mended. */
const speaksOfElse =
	/^\s*(?:\{|\d{4}-|ts=|WARN(?!ing: (?:transient )?problem ?:)|✓|✔|√)|\b(?:refused|reset|failed|denied|timed? ?out)\b.{0,40}\bretry/i;

/** The progress meter of curl at its end: what it could not fetch before, it has fetched now. */
const fetched = /^\s*100 +\d[\d.]*[kMGT]? +100 +\d/;

/** What a test runner prints behind, and in front of, what a test that passed has printed. */
const passed = /^\s*(?:--- PASS|✓|✔|√|ok \d|PASS\b)|\.\.\. ok$/;
const begins = /^\s*(?:=== (?:RUN|CONT)|✓|✔|√|ok \d|RUNS?\b|PASS\b)|\.\.\. ok$/;

/** What a test runner prints in front of what a test printed; of one that failed it tells more behind. */
const printedByTest =
	/^\s*console\.(?:error|warn|log|info|debug)\s*$|^\s*(?:stderr|stdout) \| |^\s*● Console$/;

/**
 * Whether the lines around an error, nearest first, say that the program went on, or that a test wanted it. `isChatter`: what
 * is said just as well where no error stands before.
 */
export function wasHandled(
	before: readonly string[],
	behind: readonly string[],
	isVerdict: boolean,
	isChatter: (line: string) => boolean,
): boolean {
	if (/\bwill (?:be )?retr\w*\W*$/i.test(before[0] ?? '')) return true;
	if (!isVerdict) {
		if (before.some(line => printedByTest.test(line))) return true;
		const next = behind.find(line => /^\S/.test(line)) ?? '';
		if (begins.test(before[0] ?? '') && passed.test(next)) return true;
	}
	for (const line of behind) {
		if (gaveUp.test(line) || /clean(?:ing)? ?up/i.test(line)) return false;
		if (saysItWentOn(line) && !isChatter(line)) return true;
	}
	return false;
}

/** Whether a line says that a program went on after an error. */
export function saysItWentOn(line: string): boolean {
	return fetched.test(line) || (wentOn.test(line) && !speaksOfElse.test(line));
}

const tidying =
	/^\W*(?:(?!err|fatal|fail|warn)[\w.-]{2,40}: )?(?:\w+ing\b.{0,20} )?(?:clean(?:ing|ed)?[ -]?up|cleanup|tear(?:ing)?[ -]?down|roll(?:ing|ed)? ?back|remov(?:ing|ed)|delet(?:ing|ed)|stopp(?:ing|ed)|destroy(?:ing|ed)|shutting down|collecting|uploading (?:logs|reports)|dumping|pruning|untagged|unmounting|revert(?:ing|ed)|logging out)\b|^\s*(?:Network|Container|Volume|Image) \S+ +(?:Stopp|Remov|Kill|Delet)|^(?:rm|rmdir|umount): |\bno such (?:container|network|volume)\b/i;

/** Whether a line tells of the cleaning up after a failure, or before a start. */
export function tidies(said: string): boolean {
	return tidying.test(said) && !isDecoy(said);
}
