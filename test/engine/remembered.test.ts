import {describe, expect, it} from 'vitest';
import {followLeft} from '../../source/domain/estimate.ts';
import {picturesIn, type Remembered} from '../../source/domain/remembered.ts';
import {MovedClock} from '../clock.ts';
import {ours, Program, sha} from './program.ts';

const [staging, taiko] = ['DeployStaging', 'DeployStagingTaiko'];
const minute = 60_000;
const day = 24 * 60 * minute;

/** What was known of `p` and `gone` so long ago. */
function remembered(clock: MovedClock, age: number, account: string | null = '123456789012'): Remembered {
	const known = (name: string) => ({
		name,
		picture: {
			asOf: clock.now() - age,
			commit: ours,
			standing: 'Gate',
			stages: ['Succeeded', 'Succeeded', 'Gate'],
		} as const,
		usual: [taiko, 'DeployStagingBaseSepolia'].map(action => ({
			stage: staging,
			action,
			ms: 10 * minute,
			runs: 9,
		})),
		measuredAt: clock.now() - age,
	});
	return {account, pipelines: [known('p'), known('gone'), known('other-p')]};
}

function begin(age: number, account?: string | null) {
	const clock = new MovedClock();
	const program = new Program({
		clock,
		remembered: remembered(clock, age, account),
		wanted: name => name !== 'other-p',
	});
	const model = program.model().start('old', sha('0')).pass('old', 'Github', staging).end('old', 'Succeeded');
	model.start('own', ours).pass('own', 'Github').enter('own', staging).begin('own', staging, taiko);
	model.begin('own', staging, 'DeployStagingBaseSepolia');
	let pages = 0;
	const {runs} = program.port;
	program.port.runs = async (...asked) => {
		pages++;
		return runs.call(program.port, ...asked);
	};
	return {program, pages: () => pages};
}

describe('what an earlier session knew', () => {
	it('is there before anything is asked, as what it is: no notice, no standing', async () => {
		const {program} = begin(60 * minute);
		expect(program.port.made).toEqual([]);
		expect([...picturesIn(program.scope).keys()]).toEqual(['p', 'gone']);
		expect(program.told).toEqual([]);
		expect(program.scope.lookedAt).toBeNull();
		await program.begin();
		expect([...picturesIn(program.scope).keys()]).toEqual([]);
		expect(program.follow().standing.kind).toBe('Running');
		expect(program.told).toEqual([]);
		await program.end();
	});

	it('tells how long things take at once, and spares the call for a day', async () => {
		const {program, pages} = begin(60 * minute);
		await program.begin();
		expect(followLeft(program.follow())).toMatchObject({usual: 10 * minute, over: 0});
		await program.clock.advance(30 * minute);
		expect(pages()).toBe(0);
		await program.clock.advance(day);
		expect(pages()).toBe(1);
		await program.end();
	});

	it('is asked for again after a day', async () => {
		const {program, pages} = begin(2 * day);
		await program.begin();
		expect(followLeft(program.follow())).toMatchObject({usual: 10 * minute});
		expect(pages()).toBe(1);
		await program.end();
	});

	it('is forgotten where it turns out to be of another account', async () => {
		const {program, pages} = begin(60 * minute, '999999999999');
		expect(picturesIn(program.scope).size).toBe(2);
		await program.begin();
		expect(program.scope.remembered).toBeNull();
		expect(program.follow().record.usual).toEqual([]);
		expect(pages()).toBe(1);
		await program.end();
	});
});
