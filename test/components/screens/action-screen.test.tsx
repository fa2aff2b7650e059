import {expect, it} from 'vitest';
import {App} from '../../../components/app.tsx';
import type {Opened} from '../../../hooks/navigation.ts';
import type {Recognise} from '../../../source/domain/cause.ts';
import type {ActionCategory, ActionRun} from '../../../source/domain/pipeline.ts';
import {
	definition,
	execution,
	executionId,
	minute,
	noon,
	type PipelinePlan,
	partsWith,
	run,
	scope,
	shas,
	stage,
	storeWith,
} from '../../fixtures.ts';
import {keys, openScreen} from '../../screen.tsx';

const terminal = {
	redraw: () => undefined,
	asWas: (run: () => Promise<void>) => run(),
	stop: async () => undefined,
};
const sizes = ['120x36', '80x24', '60x15', '40x10'];
const url = 'https://us-west-2.console.aws.amazon.com/cloudformation/home?region=us-west-2#/stacks/stackinfo';

/** A pipeline whose only deploying action has failed, whatever does its work. */
function planOf(category: ActionCategory, provider: string, over: Partial<ActionRun>): PipelinePlan {
	const plain = definition('l-stack-pipeline', [
		['Github', [['Github']]],
		['Deploy', [['Act']]],
	]);
	return {
		definition: {
			...plain,
			stages: plain.stages.map(each => ({
				...each,
				actions: each.actions.map(action =>
					action.name === 'Act' ? {...action, category, provider} : action,
				),
			})),
		},
		executions: [execution(2, shas.ours, 'Failed'), execution(1, shas.older, 'Succeeded')],
		stages: [stage('Github', [2, 'Succeeded']), stage('Deploy', [2, 'Failed'])],
		runs: {
			2: [
				run('Github', 'Github', 'Succeeded', [12, 11.85]),
				run('Deploy', 'Act', 'Failed', [11, 8], {build: null, ...over}),
			],
		},
	};
}

async function openAction(plan: PipelinePlan, size = '120x36', recognise: Recognise = () => null) {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	const world = partsWith(storeWith([plan]), {recognise});
	const first: Opened = {
		kind: 'build',
		scope,
		pipeline: 'l-stack-pipeline',
		execution: executionId(2),
		stage: 'Deploy',
		action: 'Act',
	};
	const screen = await openScreen(<App parts={world.parts} first={first} terminal={terminal} />, {
		columns,
		rows,
	});
	return {...world, screen};
}

const stack = planOf('Deploy', 'CloudFormation', {
	summary: 'Stack update failed',
	failure: {
		code: 'ActionExecutionFailed',
		message:
			'The stack l-staging could not be updated.\nResource handler returned: Table already exists\n summary   Stack update failed',
	},
	url,
});

it.each(sizes)('tells at %s what an action without a build says of itself', async size => {
	const {screen} = await openAction(stack, size);
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	expect(screen.rows()).toHaveLength(rows);
	for (const row of screen.rows()) expect(row.length).toBeLessThanOrEqual(columns);
	expect(screen.rows()[0]).toContain('✗ FAILED');
	expect(screen.rows()[1]).toContain('the CloudFormation change failed');
	expect(screen.text().replace(/\s+/g, ' ')).toContain('The stack l-staging could');
	expect(screen.rows().at(-1)).toContain('? help');
	await screen.close();
});

it('shows the whole message, the code, who does the work and where more stands, and the link whole', async () => {
	const {screen, used} = await openAction(stack);
	for (const part of [
		' message   The stack l-staging could not be updated.\n           Resource handler returned: Table already exists',
		' code      ActionExecutionFailed',
		' runs in   CloudFormation (Deploy)',
		'the first failed event of the stack names the resource',
		`\n${url}\n`,
		' unknown   what it says of itself tells of no known cause',
	])
		expect(screen.text()).toContain(part);
	expect(screen.text()).not.toContain('log ·');
	await screen.press('y');
	expect(used).toContain(`copy ${url}`);
	await screen.close();
});

it('knows its cause by its message', async () => {
	const recognise: Recognise = texts => {
		const at = texts.findIndex(text => text.includes('already exists'));
		const cause = {id: 'x', cause: 'the table is there', advice: 'import it', retryHelps: false};
		return at < 0 ? null : {cause: {...cause, sure: 'certain'}, at};
	};
	const {screen} = await openAction(stack, '120x36', recognise);
	expect(screen.text()).toContain(' certain   the table is there');
	expect(screen.text()).toContain(' do        import it · retrying will not help');
	await screen.close();
	const small = await openAction(stack, '60x15', recognise);
	expect(small.screen.rows()[1]).toBe(' certain: the table is there');
	await small.screen.close();
});

it.each<[string, PipelinePlan, RegExp]>([
	[
		'an approval that was rejected',
		planOf('Approval', 'Manual', {
			by: 'arn:aws:sts::123456789012:assumed-role/Approver/dana',
			summary: 'not before Monday',
			failure: {code: 'JobFailed', message: 'rejected'},
		}),
		/✗ REJECTED[\s\S]*\n rejected by dana: "not before Monday"\n[\s\S]* reviewer {2}dana\n[\s\S]*asks anew/,
	],
	[
		'an approval that nobody answered',
		planOf('Approval', 'Manual', {
			startedAt: noon - 8 * 24 * 60 * minute,
			changedAt: noon - 24 * 60 * minute,
		}),
		/✗ EXPIRED[\s\S]*\n expired: nobody answered in 7 days\n/,
	],
	[
		'a source that failed',
		planOf('Source', 'CodeStarSourceConnection', {failure: {code: 'X', message: 'no access to acme/app'}}),
		/\n the source could not be taken in: X: no access to acme\/app\n/,
	],
	[
		'an action that says nothing',
		planOf('Invoke', 'Lambda', {}),
		/\n the Lambda function failed\n[\s\S]* message {3}it failed, and nothing says why\n/,
	],
])('says of %s what it is', async (_, plan, words) => {
	const {screen} = await openAction(plan);
	expect(screen.text()).toMatch(words);
	await screen.close();
});

it('promises no new question once a newer execution stands in the stage', async () => {
	const answered = planOf('Approval', 'Manual', {by: 'dana', summary: 'no'});
	const later = {
		...answered,
		executions: [execution(3, shas.newer, 'InProgress'), ...answered.executions],
		stages: answered.stages.map(each => (each.name === 'Deploy' ? stage('Deploy', [3, 'InProgress']) : each)),
	};
	const {screen} = await openAction(later);
	expect(screen.text()).toContain(
		'retrying is no longer possible: a newer execution (b7d19f0) has entered Deploy',
	);
	expect(screen.text()).not.toContain('asks anew');
	await screen.close();
});

it('is reached from the list by two keys, and leaves again', async () => {
	const {parts} = partsWith(storeWith([stack]));
	const screen = await openScreen(<App parts={parts} first={null} terminal={terminal} />, {
		columns: 120,
		rows: 36,
	});
	await screen.press(keys.enter);
	expect(screen.rows().at(-1)).toContain('Enter why');
	await screen.press(keys.enter);
	expect(screen.text()).toContain('the CloudFormation change failed');
	await screen.press('q');
	expect(screen.text()).toContain('PIPELINE');
	await screen.close();
});
