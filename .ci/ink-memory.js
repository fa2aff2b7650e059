// Ink takes each row of a frame to pieces, letter by letter, and forgets them with the frame: half of what a key costs, and
// most of what it leaves to be cleared away, though nearly all rows stand in the next frame too. In the bundle it remembers
// them for one frame more.
import {readFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

const forgetful = 'styledChars = new Map();';
const memory = fileURLToPath(new URL('two-frames.js', import.meta.url));

export const inkMemory = {
	name: 'ink-memory',
	setup(bundle) {
		bundle.onLoad({filter: /[\\/]ink[\\/]build[\\/]output\.js$/}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			if (!text.includes(forgetful))
				return {
					errors: [{text: `Ink has no "${forgetful}" any more: measure whether .ci/ink-memory.js is of use`}],
				};
			const remembering = text.replace(forgetful, 'styledChars = nextFrame();');
			return {
				contents: `import {nextFrame} from ${JSON.stringify(memory)};\n${remembering}`,
				resolveDir: dirname(path),
			};
		});
	},
};
