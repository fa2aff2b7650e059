import {expect, it} from 'vitest';
import type {Event} from '../../source/domain/event.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import {createStore} from '../../source/store/store.ts';

const denied = (operation: string, since: number): Trouble => ({
	kind: 'denied',
	name: 'AccessDeniedException',
	message: `${operation} is denied`,
	hint: null,
	operation,
	permission: `codepipeline:${operation}`,
	since,
	retryAt: null,
});

type Told = Event extends infer Each ? (Each extends Event ? Omit<Each, 'scope' | 'at'> : never) : never;

/** A scope with the pipelines p and q, and what was told of trouble so far. */
function scoped() {
	const store = createStore();
	let at = 0;
	// The parts of an event are its own; only the scope and the time are filled in.
	const tell = (event: Told) => store.dispatch({...event, scope: 's', at: ++at} as Event);
	tell({kind: 'scope-opened', region: 'us-west-2', interval: 1000});
	tell({kind: 'pipelines-listed', names: ['p', 'q']});
	const troubles = () =>
		store
			.getState()
			.happened.flatMap(notice =>
				notice.kind === 'trouble' || notice.kind === 'recovered'
					? [[notice.kind, notice.pipeline].filter(part => part !== null).join(' ')]
					: [],
			);
	return {store, tell, troubles};
}

it('tells once what the looks at many pipelines do without, and once that it is back', () => {
	const {tell, troubles} = scoped();
	const refused = denied('ListActionExecutions', 5);
	for (let look = 0; look < 3; look++)
		for (const pipeline of ['p', 'q']) tell({kind: 'looked', pipeline, refused});
	expect(troubles()).toEqual(['trouble p']);
	tell({kind: 'looked', pipeline: 'p', refused: null});
	expect(troubles()).toEqual(['trouble p']);
	tell({kind: 'looked', pipeline: 'q', refused: null});
	expect(troubles()).toEqual(['trouble p', 'recovered p']);
});

it('tells of each pipeline that cannot be seen, and not that it is over when others still cannot', () => {
	const {tell, troubles} = scoped();
	const trouble = denied('GetPipelineState', 5);
	tell({kind: 'pipeline-unread', pipeline: 'p', trouble});
	tell({kind: 'scope-unread', trouble});
	tell({kind: 'pipeline-unread', pipeline: 'q', trouble});
	tell({kind: 'looked', pipeline: 'q', refused: null});
	tell({kind: 'scope-answered'});
	expect(troubles()).toEqual(['trouble p', 'trouble']);
	tell({kind: 'looked', pipeline: 'p', refused: null});
	expect(troubles()).toEqual(['trouble p', 'trouble', 'recovered']);
});

it('does not take what was done without for what cannot be seen', () => {
	const {store, tell} = scoped();
	tell({kind: 'looked', pipeline: 'p', refused: denied('ListActionExecutions', 5)});
	tell({kind: 'pipeline-unread', pipeline: 'p', trouble: denied('GetPipelineState', 50)});
	expect(store.getState().scopes.s?.pipelines.p?.trouble).toMatchObject({since: 50});
});

it('tells each time that keys are refused, though other trouble has lasted all along', () => {
	const {store, tell, troubles} = scoped();
	const met = (kind: Trouble['kind'], since: number) =>
		tell({kind: 'scope-unread', trouble: {...denied('GetPipelineState', since), kind}});
	met('throttled', 5);
	met('expired', 6);
	met('expired', 7);
	expect(troubles()).toEqual(['trouble', 'trouble']);
	// What was asked before comes in.
	store.dispatch({kind: 'looked', scope: 's', at: 5000, pipeline: 'p', refused: null});
	met('expired', 5001);
	expect(troubles()).toEqual(['trouble', 'trouble']);
	store.dispatch({kind: 'looked', scope: 's', at: 200_000, pipeline: 'p', refused: null});
	met('throttled', 200_001);
	expect(troubles()).toEqual(['trouble', 'trouble']);
	met('expired', 200_002);
	met('expired', 200_003);
	expect(troubles()).toEqual(['trouble', 'trouble', 'trouble']);
});
