import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {jsonSchema} from '../../../.ci/scenario-schema.js';
import {openAccount} from '../../../source/simulator/account/account.ts';
import {readScenario} from '../../../source/simulator/scenarios/file/read.ts';
import {createHandClock} from '../laboratory.ts';

it('has a JSON schema that says what the simulator checks (npm run readme writes it)', () => {
	const file = 'source/simulator/scenarios/file/scenario.schema.json';
	expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(jsonSchema());
	expect(jsonSchema()).toMatchObject({
		required: ['pipelines'],
		additionalProperties: false,
		properties: {
			pipelines: {minItems: 1, items: {required: ['name', 'stages'], properties: {copies: {maximum: 1000}}}},
			commits: {items: {properties: {sha: {pattern: '^[0-9a-f]{40}$'}}}},
		},
	});
});

it('has an example in the README that works as it stands', () => {
	const [, example = ''] = /```yaml\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
	const found = readScenario(example, 'README.md');
	if (found.kind !== 'scenario') throw new Error(JSON.stringify(found.problems));
	const clock = createHandClock();
	const {world, advance} = openAccount({scenario: found.scenario, clock});
	clock.move(9 * 60_000);
	advance();
	const executions = world.pipelines.get('shop-pipeline')?.executions ?? [];
	expect(executions.map(({status}) => status)).toEqual(Array.from({length: 6}, () => 'Succeeded'));
	expect(executions.at(-1)?.stageRuns.map(({retries}) => retries)).toEqual([0, 1, 0]);
});
