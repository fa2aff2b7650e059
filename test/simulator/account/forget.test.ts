import {expect, it} from 'vitest';
import {openLaboratory} from '../laboratory.ts';

it('forgets the oldest executions with all that belongs to them, and counts on', () => {
	const {push, pass, answer, pipeline, account} = openLaboratory({});
	const reached = push(0);
	pass(61);
	answer();
	pass(60);
	expect(reached.status).toBe('Succeeded');
	const executions = Array.from({length: 250}, (_, number) => {
		const execution = push(number + 1);
		pass(61);
		return execution;
	});
	const [first, second] = executions;
	expect(pipeline.executions.length).toBeLessThanOrEqual(202);
	expect(pipeline.executions.at(-1)).toMatchObject({number: 250});
	expect(pipeline.executionById.size).toBe(pipeline.executions.length);
	expect(pipeline.executions, 'it stands at the gate').toContain(first);
	expect(pipeline.executions).not.toContain(second);
	const remembered = new Set(pipeline.executions);
	expect(pipeline.actionRuns.every(({stageRun}) => remembered.has(stageRun.execution))).toBe(true);
	const builds = account.world.buildsByProject.get('staginga-build') ?? [];
	expect(builds.at(-1)?.number).toBe(251);
	expect(builds.length).toBeLessThanOrEqual(202);
	expect(account.world.builds.size).toBeLessThanOrEqual(2 * 202 + 2);
	expect(account.world.buildsByProject.get('productiona-build')?.map(({number}) => number)).toEqual([1]);
});
