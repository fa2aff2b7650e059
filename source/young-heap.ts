import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8';
import type {Store} from './store/store.ts';

/** As large as the space for new objects may become, and as small as it must not stay; bytes. */
const [enough, scarce] = [32 * 1024 * 1024, 8 * 1024 * 1024];

/**
 * V8 lets the space for new objects grow to 128 MB while much is read and thrown away, such as the pages of a long log, and
 * gives it back only in quiet hours. Once it is large enough it is told to let that space grow no more, until it was made
 * small in a quiet hour: each frame would be cleared away after in dozens of small steps. It is looked at whenever
 * something was learned, as the flag that would say so at the start can only be given to node itself.
 */
export function boundYoungHeap(store: Store): void {
	let grows = true;
	store.subscribe(() => {
		const space = getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space');
		if (space === undefined || (grows ? space.space_size < enough : space.space_size >= scarce)) return;
		grows = !grows;
		setFlagsFromString(`--semi-space-growth-factor=${grows ? 2 : 1}`);
	});
}
