import {expect, it} from 'vitest';
import {nextFrame} from '../.ci/two-frames.js';

it('remembers from frame to frame what each of them asks for, and nothing else', () => {
	const first = nextFrame<string, number>();
	first.set('asked for', 1);
	first.set('left', 2);
	const second = nextFrame<string, number>();
	expect(second.get('asked for')).toBe(1);
	second.set('new', 3);
	const third = nextFrame<string, number>();
	expect(third.get('left')).toBeUndefined();
	expect(third.get('asked for')).toBe(1);
	expect(third.get('new')).toBe(3);
	const fourth = nextFrame<string, number>();
	expect(fourth.get('asked for')).toBe(1);
	nextFrame();
	expect(nextFrame<string, number>().get('asked for')).toBeUndefined();
});
