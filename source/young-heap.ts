import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8';
import type {Store} from './store/store.ts';

/** As large as the space for new objects may become; bytes. */
const enough = 32 * 1024 * 1024;

/**
 * V8 lets the space for new objects grow to 128 MB while much is read and thrown away, such as the pages of a long log, and
 * never gives it back. Once it is large enough it is told to let that space grow no more; until then it is looked at
 * whenever something was learned. The flag that would say so at the start can only be given to node itself.
 */
export function boundYoungHeap(store: Store): void {
	const end = store.subscribe(() => {
		const space = getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space');
		if (space !== undefined && space.space_size < enough) return;
		setFlagsFromString('--semi-space-growth-factor=1');
		end();
	});
}
