import {expect, it} from 'vitest';
import {ours, Program, sha, tracked} from './program.ts';

const mine = (id: string) => ({...tracked, sha: id, subject: 'mine', author: 'Me', mine: true});
const theirs = (id: string) => ({...mine(id), author: 'Somebody', mine: false});
const shas = (program: Program) => program.store.getState().tracked.map(each => each.sha);

it("follows each new merge of the user's as it starts, and nobody else's", async () => {
	const program = new Program({mine: true});
	const before = {startedAt: program.clock.now() - 3600_000};
	program.model().start('done', sha('1'), before).pass('done', 'Github').end('done', 'Failed');
	for (const id of ['1', '2', '3']) program.history.commits.set(sha(id), mine(sha(id)));
	program.history.commits.set(sha('4'), theirs(sha('4')));
	program.model().start('moving', sha('2'), before).enter('moving', 'Github');
	await program.begin(null);
	expect(shas(program), 'what was over before is no new merge').toEqual([sha('2')]);
	program
		.model()
		.start('new', sha('3'))
		.enter('new', 'Github')
		.start('other', sha('4'))
		.wait('other', 'Github');
	await program.clock.advance(60_000);
	expect(shas(program)).toEqual([sha('2'), sha('3')]);
	await program.end();
});

it('asks again for a merge that the clone did not have yet, once a minute', async () => {
	const program = new Program({mine: true});
	program.model().start('new', sha('3')).enter('new', 'Github');
	await program.begin(null);
	await program.clock.advance(90_000);
	expect(shas(program)).toEqual([]);
	program.history.commits.set(sha('3'), mine(sha('3')));
	await program.clock.advance(90_000);
	expect(shas(program)).toEqual([sha('3')]);
	await program.end();
});

it('follows nothing of itself unless it is asked to', async () => {
	const program = new Program();
	program.history.commits.set(sha('2'), mine(sha('2')));
	program.model().start('moving', sha('2')).enter('moving', 'Github');
	await program.begin(tracked);
	expect(shas(program)).toEqual([ours]);
	await program.end();
});
