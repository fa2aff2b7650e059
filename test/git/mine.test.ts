import {expect, it} from 'vitest';
import {isMine} from '../../source/git/mine.ts';

it.each([
	['ada@example.com', null, 'Ada@Example.com', true],
	['bob@example.com', null, 'ada@example.com', false],
	['ada@example.com', 'ada', null, false],
	['bob@example.com', 'ada', '12345+ada@users.noreply.github.com', true],
	['ada@users.noreply.github.com', null, '12345+Ada@users.noreply.github.com', true],
	['12345+ada@users.noreply.github.com', 'ada', 'ada@example.com', false],
	['12345+ada@users.noreply.github.com', 'ada', 'bob@users.noreply.github.com', false],
	[null, null, 'ada@users.noreply.github.com', false],
	[null, null, 'ada@example.com', false],
])('a commit by %s (%s) to the user %s: %s', (email, login, user, mine) => {
	expect(isMine({email, login}, user)).toBe(mine);
});
