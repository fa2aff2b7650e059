import {expect, it} from 'vitest';
import {openLink} from '../../source/terminal/open-link.ts';

it.each([
	'file:///etc/passwd',
	'javascript:alert(1)',
	'-version',
	'--new-window=https://example.com',
	' https://example.com',
	'x-terminal-emulator://run',
	'$(touch owned)',
	'',
])('opens nothing but the web: %j', async link => {
	expect(await openLink(link)).toBeNull();
});
