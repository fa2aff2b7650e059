import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, it} from 'vitest';
import {createLooks} from '../../source/commands/looks.ts';
import {reduce} from '../../source/domain/reduce.ts';
import type {State} from '../../source/domain/state.ts';
import {commit, ours, sha, Watcher} from '../domain/watcher.ts';

setFlagsFromString('--expose-gc');
// What the flag adds to every new context.
const collect = runInNewContext('gc') as () => void;

function seen(): State {
	const watcher = new Watcher();
	watcher.model.start('own', ours).pass('own', 'Github');
	return watcher.look().state;
}

it('lets go of what was known of a commit that is followed no more', async () => {
	const looks = createLooks({exitOn: 'settled', reached: null}, null, () => {});
	let state = seen();
	looks.hear(state);
	expect(looks.seen(state)).toHaveLength(1);
	const known = new WeakRef(Object.values(state.scopes.s?.pipelines ?? {})[0] ?? {});
	const name = Object.keys(state.scopes.s?.pipelines ?? {})[0] ?? '';
	state = reduce(state, {kind: 'commit-tracked', at: state.now, commit: commit(sha('b'))});
	looks.hear(state);
	state = reduce(state, {kind: 'looked', at: state.now + 1, scope: 's', pipeline: name, refused: null});
	looks.hear(state);
	await new Promise(setImmediate);
	collect();
	expect(looks.seen(state)).toMatchObject([{commit: {sha: sha('b')}}]);
	expect(known.deref()).toBeUndefined();
});
