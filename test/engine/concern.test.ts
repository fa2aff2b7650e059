import {describe, expect, it} from 'vitest';
import {apartBy} from '../../source/engine/concern.ts';
import {ours, Program, tracked} from './program.ts';

describe('what a commit touches', () => {
	it.each([
		[['ansible/site.yml'], ['ansible/**'], [], null],
		[['web/index.ts'], ['ansible/**', 'infra/cw/**'], [], 'paths'],
		[['.github/x.yml'], ['.github/**'], [], null],
		[[], ['ansible/**'], [], 'paths'],
		[['web/index.ts'], [], [{includes: ['web/**'], excludes: []}], null],
		[['docs/a.md'], [], [{includes: ['web/**'], excludes: []}], 'file-filter'],
		[['web/a.md'], [], [{includes: ['web/**'], excludes: ['**/*.md']}], 'file-filter'],
		[['web/a.md', 'x.ts'], [], [{includes: [], excludes: ['**/*.md']}], null],
		[
			['docs/a.md'],
			[],
			[
				{includes: ['web/**'], excludes: []},
				{includes: ['docs/**'], excludes: []},
			],
			null,
		],
		[Array.from({length: 101}, (_, at) => `docs/${at}`), [], [{includes: ['web/**'], excludes: []}], null],
	] as const)('%j with the paths %j and the filters %j sets it apart: %s', (paths, globs, filters, apart) => {
		expect(apartBy(paths, globs, filters)).toBe(apart);
	});
});

describe('a pipeline that the commit does not concern', () => {
	const filtered = (program: Program) =>
		program.model().redefine({fileFilters: [{includes: ['web/**'], excludes: []}]});

	it('says so at once where the trigger filters files, and nobody waits for it', async () => {
		const program = new Program();
		filtered(program);
		program.history.touched[ours] = ['docs/a.md'];
		await program.begin();
		expect(program.follow().standing).toEqual({kind: 'NotTriggered', reason: 'file-filter'});
		await program.end();
	});

	it('is awaited where nobody knows what the commit touches', async () => {
		const program = new Program();
		filtered(program);
		await program.begin();
		expect(program.follow().standing.kind).toBe('Awaited');
		program.history.touched[ours] = ['docs/a.md'];
		await program.clock.advance(90_000);
		expect(program.follow().standing, 'the clone was fetched meanwhile').toMatchObject({
			reason: 'file-filter',
		});
		await program.end();
	});

	it('is followed all the same when an execution of the commit is there', async () => {
		const program = new Program();
		filtered(program);
		program.model().start('own', ours).enter('own', 'Github');
		program.history.touched[ours] = ['docs/a.md'];
		await program.begin();
		expect(program.follow().standing.kind).toBe('Running');
		await program.end();
	});

	it('is left out by the paths of the settings, though every push starts it', async () => {
		const program = new Program({paths: [{pipeline: 'p*', paths: ['ansible/**']}]});
		program
			.model()
			.start('own', ours)
			.pass('own', 'Github', 'DeployStaging')
			.enter('own', 'DeployProduction');
		program.model().begin('own', 'DeployProduction', 'ApproveDeployToProduction');
		program.history.touched[ours] = ['web/index.ts'];
		await program.begin(tracked);
		expect(program.follow()).toMatchObject({standing: {kind: 'NotTriggered', reason: 'paths'}, gates: []});
		expect(program.told).toEqual([]);
		await program.end();
	});
});
