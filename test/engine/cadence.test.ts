import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {aligned, pauseAfter, pauseAfterFailure, realInterval} from '../../source/engine/cadence.ts';
import {ours, Program, sha} from './program.ts';

const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];
const [base, taiko] = ['DeployStagingBaseSepolia', 'DeployStagingTaiko'];
const interval = 30_000;
const minute = 60_000;

/** The pause after the look that shows what `act` did, in intervals; `usual`: how long actions take, ms. */
async function pause(
	act: (program: Program) => void,
	{elapsed = 0, usual = {}}: {elapsed?: number; usual?: Record<string, number>} = {},
): Promise<number> {
	const program = new Program();
	act(program);
	await program.begin();
	const [started] = program.model().record('own');
	const now = (started?.startedAt ?? program.clock.now()) + elapsed;
	const tempo = {interval, now, usual: ({name}: {name: string}) => usual[name] ?? null};
	const answer = pauseAfter(program.follow(), tempo) / interval;
	await program.end();
	return answer;
}

const running = (program: Program) =>
	program.model().start('own', ours).pass('own', 'Github').enter('own', staging).begin('own', staging, taiko);

describe('how soon the next look comes', () => {
	it('is the interval where the usual length is not known, and soon after a start', async () => {
		expect(await pause(running, {elapsed: 60 * minute})).toBe(1);
		expect(await pause(running, {elapsed: minute - 1, usual: {[taiko]: 60 * minute}})).toBe(1);
	});

	it('is longer in the middle of a long action, and the interval again well before its usual end', async () => {
		const at = (elapsed: number) => pause(running, {elapsed, usual: {[taiko]: 10 * minute}});
		expect(await at(2 * minute)).toBe(4);
		expect(await at(5 * minute)).toBe(4);
		expect(await at(6 * minute)).toBe(2);
		expect(await at(7 * minute)).toBe(1);
		expect(await at(30 * minute)).toBe(1);
	});

	it('is that of the action that may end first, and of one that nobody knows', async () => {
		const two = (program: Program) => running(program).begin('own', staging, base);
		const usual = {[taiko]: 60 * minute, [base]: 10 * minute};
		expect(await pause(two, {elapsed: 6 * minute, usual})).toBe(2);
		expect(await pause(two, {elapsed: 6 * minute, usual: {[taiko]: 60 * minute}})).toBe(1);
	});

	it('is the interval while others of the stage have failed', async () => {
		const failing = (program: Program) =>
			running(program).begin('own', staging, base).finish('own', staging, base, 'Failed');
		expect(await pause(failing, {elapsed: 6 * minute, usual: {[taiko]: 60 * minute}})).toBe(1);
	});

	it('is longer while it waits for a person, at a gate, behind one, and outside what is closed', async () => {
		const atGate = (program: Program, id: string) =>
			program.model().enter(id, production).begin(id, production, approval);
		expect(
			await pause(program => {
				program.model().start('own', ours).pass('own', 'Github', staging);
				atGate(program, 'own');
			}),
		).toBe(3);
		expect(
			await pause(program => {
				program.model().start('old', sha('0')).pass('old', 'Github', staging);
				atGate(program, 'old').start('own', ours).pass('own', 'Github', staging).wait('own', production);
			}),
		).toBe(3);
		expect(
			await pause(program => {
				program.model().close(production, 'freeze').start('own', ours).pass('own', 'Github', staging);
				program.model().wait('own', production);
			}),
		).toBe(3);
	});

	it('is the interval while it waits for another execution that runs', async () => {
		expect(
			await pause(program => {
				program.model().start('old', sha('0')).pass('old', 'Github').enter('old', staging);
				program.model().begin('old', staging, taiko);
				program.model().start('own', ours).pass('own', 'Github').wait('own', staging);
			}),
		).toBe(1);
	});

	it('is long after an end, which may not be the last', async () => {
		const ended = (status: 'Succeeded' | 'Stopped') => (program: Program) =>
			program.model().start('own', ours).pass('own', 'Github', staging, production).end('own', status);
		expect(await pause(ended('Succeeded'))).toBe(10);
		expect(await pause(program => running(program).stage(staging, 'Stopped').end('own', 'Stopped'))).toBe(4);
	});

	it('is never shorter than the interval, and near the usual end never longer', async () => {
		const program = new Program();
		running(program);
		await program.begin();
		const startedAt = program.model().record('own')[0]?.startedAt ?? 0;
		fc.assert(
			fc.property(
				fc.integer({min: 1000, max: 600_000}),
				fc.integer({min: 0, max: 36_000_000}),
				fc.integer({min: 0, max: 36_000_000}),
				(asked, elapsed, length) => {
					const now = startedAt + elapsed;
					const next = pauseAfter(program.follow(), {interval: asked, now, usual: () => length});
					expect(next).toBeGreaterThanOrEqual(asked);
					expect(next).toBeLessThanOrEqual(4 * asked);
					if (next > asked) expect(elapsed + next).toBeLessThanOrEqual(0.7 * length + 1);
				},
			),
		);
		await program.end();
	});
});

it('grows with each failure, up to five minutes', () => {
	const pauses = [1, 2, 3, 4, 5, 50].map(failures => pauseAfterFailure(failures, interval) / 1000);
	expect(pauses).toEqual([30, 60, 120, 240, 300, 300]);
});

it('is tried again sooner when others are answered', () => {
	const pauses = [1, 2, 3, 4, 50].map(failures => pauseAfterFailure(failures, interval, true) / 1000);
	expect(pauses).toEqual([30, 60, 120, 120, 120]);
	expect(pauseAfterFailure(4, 10 * minute, true)).toBe(5 * minute);
});

it('is brought into step with the others, never early and never late by much', () => {
	expect(aligned(60_000, 0, interval)).toBe(60_000);
	expect(aligned(58_000, 0, interval)).toBe(60_000);
	// Every timer is a little late: that must not add up.
	expect(aligned(60_003, 0, interval)).toBe(60_000);
	expect(aligned(62_000, 0, interval)).toBe(68_000);
	fc.assert(
		fc.property(
			fc.integer({min: -1e9, max: 1e9}),
			fc.integer({min: -1e9, max: 1e9}),
			fc.integer({min: 1000, max: 600_000}),
			(first, origin, every) => {
				let time = first;
				for (let n = 0; n < 6; n++) {
					const next = aligned(time, origin, every);
					expect(next).toBeGreaterThanOrEqual(time - every * 0.05 - 1e-6);
					expect(next - time).toBeLessThanOrEqual(every * 0.2 + 1e-6);
					time = next + every;
				}
				expect(Math.abs(aligned(time, origin, every) - time)).toBeLessThanOrEqual(1);
			},
		),
	);
});

it('stretches where the requests that are allowed do not carry the interval', () => {
	expect(realInterval(30_000, 12, 1)).toBe(30_000);
	expect(realInterval(5000, 23, 1)).toBe(23_000);
	expect(realInterval(30_000, 12, 0.25)).toBe(48_000);
});
