import {expect, it} from 'vitest';
import {ghIn} from '../../source/git/gh.ts';
import {fakeGh, sha} from './hub.ts';
import {folder} from './scratch.ts';

const place = {repository: 'acme/relay', host: null};
const a = sha('a');

it.each([
	['exit 4', {kind: 'not-signed-in'}],
	[`echo 'gh: Bad credentials (HTTP 401)' >&2; exit 1`, {kind: 'not-signed-in'}],
	[`echo 'gh: Not Found (HTTP 404)' >&2; exit 1`, {kind: 'not-found'}],
	[`echo 'gh: No commit found for SHA: ${a} (HTTP 422)' >&2; exit 1`, {kind: 'not-found'}],
	[
		`echo 'gh: API rate limit exceeded (HTTP 403)' >&2; exit 1`,
		{kind: 'failed', message: 'gh: API rate limit exceeded (HTTP 403)', status: 403},
	],
	[`echo 'gh: HTTP 502' >&2; exit 1`, {kind: 'failed', message: 'gh: HTTP 502', status: 502}],
	[
		`printf '\\033[31merror connecting to api.github.com\\n' >&2; exit 1`,
		{kind: 'failed', message: 'error connecting to api.github.com', status: null},
	],
	['echo "[1]"', {kind: 'failed', message: 'its answer cannot be read', status: 200}],
])('types the failure of a gh that does `%s`', async (script, failure) => {
	expect(await fakeGh(script).gh.commit(a, place)).toEqual({kind: 'failure', failure});
	expect(await fakeGh(script).gh.compare(a, a, place)).toEqual({kind: 'failure', failure});
});

it('says when gh is not installed, or hangs', async () => {
	const absent = ghIn(folder(), {PATH: folder()});
	expect(await absent.commit(a, place)).toEqual({kind: 'failure', failure: {kind: 'not-installed'}});
	const hanging = fakeGh('exec sleep 60', undefined, 20);
	expect(await hanging.gh.commit(a, place)).toEqual({kind: 'failure', failure: {kind: 'timed-out'}});
});
