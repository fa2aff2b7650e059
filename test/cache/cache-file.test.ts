import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {cacheFileIn, largest, readCached, writeCached} from '../../source/cache/cache-file.ts';
import type {Cached, CachedPipeline} from '../../source/cache/schema.ts';
import {noon, shas} from '../fixtures.ts';

const scope = 'ops us-west-2';
const day = 86_400_000;

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'sluice-cache-'));
	onTestFinished(() => rmSync(made, {recursive: true}));
	return made;
}

function pipeline(name: string, usedAt = noon): CachedPipeline {
	return {
		name,
		usedAt,
		picture: {asOf: noon, commit: shas.ours, standing: 'Gate', stages: ['Succeeded', 'Gate']},
		usual: [{stage: 'Deploy', action: 'Taiko', ms: 350_000, runs: 9}],
		measuredAt: noon,
	};
}

const cached: Cached = {v: 1, scope, account: '123456789012', pipelines: [pipeline('a'), pipeline('b')]};

describe('the place of the cache', () => {
	it.each([
		[{HOME: '/home/ada'}, '/home/ada/.cache/sluice'],
		[{HOME: '/home/ada', XDG_CACHE_HOME: '/var/cache'}, '/var/cache/sluice'],
		[{HOME: '/home/ada', XDG_CACHE_HOME: 'cache'}, '/home/ada/.cache/sluice'],
	])('in %j is %s, a file for each scope', (env, place) => {
		expect(dirname(cacheFileIn(env, scope))).toBe(place);
		expect(basename(cacheFileIn(env, scope))).toMatch(/^pipelines-[0-9a-f]{16}\.json$/);
		expect(cacheFileIn(env, 'us-east-1')).not.toBe(cacheFileIn(env, scope));
	});
});

describe('a cache file', () => {
	it('is read as it was written, and is its owner’s alone', async () => {
		const file = cacheFileIn({XDG_CACHE_HOME: folder()}, scope);
		expect(await readCached(file, scope)).toBeNull();
		await writeCached(file, cached, noon);
		expect(await readCached(file, scope)).toEqual(cached);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
		expect(readdirSync(dirname(file))).toEqual([basename(file)]);
	});

	it('is never larger than its limit: the pipelines that were used longest ago go first', async () => {
		const file = cacheFileIn({XDG_CACHE_HOME: folder()}, scope);
		const usual = Array.from({length: 100}, (_, index) => ({
			stage: 'DeployProduction',
			action: `DeployProductionÄnderung${index}`,
			ms: 350_000,
			runs: 9,
		}));
		const pipelines = Array.from({length: 300}, (_, index) => ({
			...pipeline(`p${index}`, noon - (index % 2 === 0 ? 0 : day)),
			usual,
		}));
		await writeCached(file, {...cached, pipelines}, noon);
		expect(statSync(file).size).toBeLessThanOrEqual(largest);
		const kept = (await readCached(file, scope))?.pipelines ?? [];
		expect(kept.length).toBeGreaterThan(50);
		expect(kept.length).toBeLessThan(300);
		expect(kept.every(({usedAt}) => usedAt === noon)).toBe(true);
	});

	it('lets go of what nobody has used for months', async () => {
		const file = cacheFileIn({XDG_CACHE_HOME: folder()}, scope);
		const pipelines = [pipeline('a'), pipeline('old', noon - 100 * day)];
		await writeCached(file, {...cached, pipelines}, noon);
		expect((await readCached(file, scope))?.pipelines.map(({name}) => name)).toEqual(['a']);
	});

	it('is whole for whoever reads while others write', async () => {
		const file = cacheFileIn({XDG_CACHE_HOME: folder()}, scope);
		await writeCached(file, cached, noon);
		let writing = true;
		const writes = (async () => {
			for (let i = 0; i < 50; i++) await writeCached(file, cached, noon);
			writing = false;
		})();
		while (writing) expect(await readCached(file, scope)).toEqual(cached);
		await writes;
	});

	it('is never written through a link that lies in its place', async () => {
		const made = folder();
		const file = cacheFileIn({XDG_CACHE_HOME: made}, scope);
		mkdirSync(dirname(file));
		writeFileSync(join(made, 'precious'), 'precious');
		symlinkSync(join(made, 'precious'), file);
		symlinkSync(join(made, 'precious'), `${file}.${process.pid}`);
		await writeCached(file, cached, noon);
		expect(readFileSync(join(made, 'precious'), 'utf8')).toBe('precious');
		expect(await readCached(file, scope)).toEqual(cached);
	});

	it('is one of twenty at most, and no other file is touched', async () => {
		const env = {XDG_CACHE_HOME: folder()};
		const place = dirname(cacheFileIn(env, scope));
		for (let index = 0; index < 22; index++) {
			const file = cacheFileIn(env, `scope ${index}`);
			await writeCached(file, {...cached, scope: `scope ${index}`}, noon);
			utimesSync(file, index, index);
		}
		writeFileSync(join(place, 'notes.txt'), '');
		await writeCached(cacheFileIn(env, scope), cached, noon);
		expect(readdirSync(place)).toHaveLength(21);
		expect(existsSync(cacheFileIn(env, 'scope 0'))).toBe(false);
		expect(existsSync(cacheFileIn(env, scope))).toBe(true);
		expect(existsSync(join(place, 'notes.txt'))).toBe(true);
	});
});

describe('what is no cache file of this scope', () => {
	const of = (over: Partial<CachedPipeline>) =>
		JSON.stringify({...cached, pipelines: [{...pipeline('a'), ...over}]});
	it.each([
		[''],
		['null'],
		['{"v":1,"sco'],
		[JSON.stringify({...cached, v: 2})],
		[JSON.stringify({...cached, scope: 'another'})],
		[JSON.stringify({...cached, account: 'me'})],
		[of({name: '\u001b]2;owned\u0007'})],
		[of({usual: [{stage: 'S', action: 'A', ms: -1, runs: 9}]})],
		[of({usual: [{stage: 'S', action: 'A', ms: 1e300, runs: 9}]})],
		[of({measuredAt: 1e300})],
		['x'.repeat(largest + 1)],
	])('%.60j is left out', async text => {
		const file = join(folder(), 'pipelines.json');
		writeFileSync(file, text);
		expect(await readCached(file, scope)).toBeNull();
	});

	it('may be a folder or a device', async () => {
		const made = folder();
		expect(await readCached(made, scope)).toBeNull();
		symlinkSync('/dev/zero', join(made, 'zero'));
		expect(await readCached(join(made, 'zero'), scope)).toBeNull();
	});
});
