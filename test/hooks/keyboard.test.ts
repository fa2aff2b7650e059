import {expect, it} from 'vitest';
import {createKeyboard, type Handlers, type Listener} from '../../hooks/keyboard.ts';

function desk() {
	const common: Handlers = {leave: () => 'left', help: () => 'helped'};
	const said: (string | null)[] = [];
	const acted: string[] = [];
	const settled: string[] = [];
	const done: string[] = [];
	const keyboard = createKeyboard({
		now: () => 0,
		common: () => common,
		say: sentence => said.push(sentence),
		acted: () => acted.push(done.join()),
		settled: async () => {
			settled.push(done.join());
		},
	});
	const note = (word: string) => () => {
		done.push(word);
	};
	const listen = (listener: Listener) => keyboard.listen({current: listener});
	return {keyboard, said, acted, settled, done, note, listen};
}

it('gives each key of one event to whoever has the keys when its turn comes', async () => {
	const {keyboard, done, note, listen} = desk();
	listen({
		place: 'split-list',
		handlers: {
			open: () => {
				done.push('list');
				listen({place: 'split-detail', handlers: {open: note('detail')}});
			},
		},
	});
	await keyboard.press(['enter', 'enter']);
	expect(done).toEqual(['list', 'detail']);
});

it('waits for the screen between keys, but not while one moves or types on', async () => {
	const {keyboard, settled, note, listen} = desk();
	listen({place: 'split-list', handlers: {down: note('down'), open: note('open')}});
	await keyboard.press(['j', 'j', 'j', 'enter']);
	expect(settled).toEqual(['down,down,down']);
});

it('says that it acted in the same moment as each key does something', async () => {
	const {keyboard, acted, note, listen} = desk();
	listen({place: 'split-list', handlers: {down: note('down'), open: note('open')}});
	const pressing = keyboard.press(['j']);
	expect(acted).toEqual(['down']);
	await pressing;
	await keyboard.press(['enter']);
	expect(acted).toEqual(['down', 'down,open']);
});

it('waits for the screen also when the next key comes on its own, however soon', async () => {
	const {keyboard, settled, note, listen} = desk();
	listen({place: 'split-list', handlers: {open: note('open'), search: note('search')}});
	await keyboard.press(['enter']);
	await keyboard.press(['/']);
	expect(settled).toEqual(['open']);
});

it('takes letters as text where text is typed', async () => {
	let typed = '';
	const {keyboard, done, note, listen} = desk();
	listen({
		place: 'filter',
		handlers: {open: note('open')},
		text: letter => {
			typed += letter;
		},
	});
	await keyboard.press(['q', 'space', 'n', 'enter']);
	expect(typed).toBe('q n');
	expect(done).toEqual(['open']);
});

it('falls back on what is common, and says where else a key works', async () => {
	const {keyboard, said, listen} = desk();
	const end = listen({place: 'split-list', handlers: {open: () => 'nothing to open'}});
	await keyboard.press(['?', 'e', 'enter']);
	expect(said.filter(each => each !== null)).toEqual([
		'helped',
		'e (next, previous error) works only in: log',
		'nothing to open',
	]);
	end();
	await keyboard.press(['?']);
	expect(said.filter(each => each === 'helped')).toHaveLength(1);
});

it('shows the sentence of a promise, and of its failure', async () => {
	const {keyboard, said, listen} = desk();
	listen({
		place: 'log',
		handlers: {
			save: async () => 'saved',
			pager: async () => {
				throw new Error('no pager');
			},
		},
	});
	await keyboard.press(['s', 'p']);
	await Promise.resolve();
	expect(said).toContain('saved');
	expect(said).toContain('no pager');
});
