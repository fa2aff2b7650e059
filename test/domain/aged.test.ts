import {expect, it} from 'vitest';
import {onlyAged} from '../../source/domain/aged.ts';
import type {Event} from '../../source/domain/event.ts';
import {reduce} from '../../source/domain/reduce.ts';
import {busyDay} from '../busy-day.ts';
import {minute, noon, scope, storeWith} from '../fixtures.ts';

const before = storeWith([busyDay.done]).getState();
const [record] = Object.values(before.scopes[scope]?.pipelines ?? {});
if (record?.snapshot == null) throw new Error('the fixture has no pipeline that was looked at');
const about = {at: noon + minute, scope, pipeline: record.name};
const {snapshot} = record;
const after = (...events: readonly Event[]) => events.reduce(reduce, before);

it('takes a look that found everything as it was for nothing new', () => {
	const looked = after(
		{...about, kind: 'state-read', snapshot: structuredClone(snapshot)},
		{...about, kind: 'looked', refused: null},
		{at: noon + minute, kind: 'paced', scope, calls: 9, slowedBy: null},
	);
	expect(looked).not.toBe(before);
	expect(onlyAged(before, looked)).toBe(true);
	expect(onlyAged(before, before)).toBe(true);
});

it('takes whatever else differs for news', () => {
	const rows = snapshot.stages.map(stage => ({...stage, inbound: [], latest: null}));
	const news: readonly Event[] = [
		{...about, kind: 'state-read', snapshot: {...snapshot, stages: rows}},
		{at: noon + minute, kind: 'paced', scope, calls: 8, slowedBy: 'ThrottlingException'},
		{at: noon + minute, kind: 'pipelines-listed', scope, names: [record.name, 'fresh']},
		{at: noon + minute, kind: 'repository-known', repository: 'harbor/other'},
	];
	for (const event of news) expect([event.kind, onlyAged(before, after(event))]).toEqual([event.kind, false]);
});

it('takes the first look at a pipeline for news', () => {
	const named = after({at: noon, kind: 'pipelines-listed', scope, names: [record.name, 'fresh']});
	const looked = reduce(named, {...about, pipeline: 'fresh', kind: 'looked', refused: null});
	expect(onlyAged(named, looked)).toBe(false);
});
