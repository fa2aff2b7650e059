import {expect, it} from 'vitest';
import {headerRows} from '../../components/header-rows.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {busyDay} from '../busy-day.ts';
import {minute, noon, scope, storeWith} from '../fixtures.ts';

const theme = createTheme({level: 0, unicode: true});
const store = storeWith([busyDay.done]);
const header = (columns: number, over = {}) => {
	const {tracked, scopes} = store.getState();
	const view = {theme, columns, now: noon + 6000, demo: false, instead: null, lookedAt: noon, ...over};
	return headerRows(tracked[0] ?? null, Object.values(scopes), view);
};

it('lets go of the account first, then of the author, then of the subject', () => {
	expect(header(120)[0]).toMatch(
		/acfd7c6 feat\(order-stream\).*#812\) · you · 14m ago .*123456789012 us-west-2 · looked <35s ago/,
	);
	expect(header(90)[0]).toMatch(/#812\) · you · 14m ago +looked <35s ago/);
	expect(header(80)[0]).toMatch(/#812\) · 14m ago +looked <35s ago/);
	expect(header(72)[0]).toMatch(/#812\) +looked <35s ago/);
	expect(header(50)[0]).toMatch(/acfd7c6 feat.*… +looked <35s ago/);
	expect(header(26)[0]).toMatch(/acfd7c6 +looked <35s ago/);
});

it('says that it is not AWS that answers, and who, where there is room', () => {
	const instead = '127.0.0.1:4599';
	expect(header(150, {instead})[0]).toMatch(/us-west-2 · not AWS but 127\.0\.0\.1:4599 looked <35s ago/);
	expect(header(72, {instead})[0]).toMatch(/acfd7c6 feat.* +not AWS looked <35s ago/);
	expect(header(34, {instead})[0]).toMatch(/acfd7c6.* not AWS looked <35s ago/);
	expect(header(120)[0]).not.toContain('AWS');
});

it('says less than whole minutes where the looks are that far apart', () => {
	const {tracked, scopes} = store.getState();
	const slow = Object.values(scopes).map(each => ({...each, every: 60_000}));
	const view = {theme, columns: 150, now: noon + minute, demo: false, instead: null, lookedAt: noon};
	expect(headerRows(tracked[0] ?? null, slow, view)[0]).toContain('looked <2m ago');
});

it('holds still until the next look is late', () => {
	const words = (age: number) =>
		header(90, {now: noon + age})[0]
			?.trim()
			.split(/ {2,}/)
			.at(-1);
	for (const age of [0, 1999, 2000, 34_999]) expect(words(age)).toBe('looked <35s ago');
	expect(words(35_000)).toBe('looked 35s ago');
	expect(words(5 * minute)).toBe('looked 5m ago');
});

it('says common trouble once, with what mends it', () => {
	store.dispatch({
		kind: 'scope-unread',
		at: noon,
		scope,
		trouble: {
			kind: 'expired',
			name: 'ExpiredTokenException',
			message: 'the token has expired',
			hint: 'aws sso login --profile ops',
			operation: null,
			since: noon - 4 * minute,
			retryAt: noon + 14_000,
		},
	});
	const [first, ...rest] = header(60);
	expect(first).toContain('looked 6s ago');
	expect(rest.map(row => row.trim()).join(' ')).toBe(
		'? credentials have expired for 4m · again in 8s · aws sso login --profile ops',
	);
});

it('says how often it really looks, and why no more often', () => {
	const paced = (every: number, slowedBy: string | null) => {
		store.dispatch({kind: 'scope-answered', at: noon, scope});
		store.dispatch({kind: 'paced', at: noon, scope, calls: 9, slowedBy, every});
		return header(120)[0];
	};
	expect(paced(32_000, null)).toMatch(/ looked <37s ago $/);
	expect(paced(72_000, null)).toMatch(/ looked <2m ago every 72s: all that the rate allows $/);
	expect(paced(240_000, 'ThrottlingException')).toMatch(/ looked <5m ago every 4m: throttled $/);
	expect(paced(30_000, 'ThrottlingException')).toMatch(/ looked <35s ago slowed: throttled $/);
	expect(header(40)[0]).toMatch(/acfd7c6 .* looked <35s ago $/);
	paced(30_000, null);
});

it('says DEMO in the demo, and that it looks while it has seen nothing', () => {
	expect(header(60, {demo: true, lookedAt: null})[0]).toMatch(/DEMO looking…/);
});

it('says when it started where nobody tells how old the commit is', () => {
	const {tracked, scopes} = storeWith([busyDay.done]).getState();
	const [ours] = tracked;
	if (ours === undefined) throw new Error('a commit');
	const view = {theme, columns: 120, now: noon + 6000, demo: false, instead: null, lookedAt: noon};
	const [first] = headerRows({...ours, at: null, author: null, mine: false}, Object.values(scopes), view);
	expect(first).toMatch(/#812\) · started \d+m ago /);
});

it('says once what the looks do without', () => {
	const other = storeWith([busyDay.done]);
	const refused = {
		kind: 'denied',
		name: 'AccessDeniedException',
		message: 'ListActionExecutions is denied',
		hint: 'the permission codepipeline:ListActionExecutions is missing',
		operation: 'ListActionExecutions',
		permission: 'codepipeline:ListActionExecutions',
		since: noon,
		retryAt: null,
	} as const;
	const pipeline = busyDay.done.definition.name;
	other.dispatch({kind: 'looked', at: noon, scope, pipeline, refused});
	const {tracked, scopes} = other.getState();
	const view = {theme, columns: 120, now: noon + 6000, demo: false, instead: null, lookedAt: noon};
	expect(headerRows(tracked[0] ?? null, Object.values(scopes), view)[1]?.trim()).toBe(
		'? access denied (codepipeline:ListActionExecutions): all else is shown',
	);
});
