import fc from 'fast-check';
import {expect, it} from 'vitest';
import {normaliseRuns} from '../../../source/providers/aws/normalise-action.ts';
import {normaliseBuilds} from '../../../source/providers/aws/normalise-build.ts';
import {
	normaliseExecutions,
	normaliseOneExecution,
} from '../../../source/providers/aws/normalise-execution.ts';
import {normaliseLines} from '../../../source/providers/aws/normalise-log.ts';
import {
	normaliseDefinition,
	normaliseNames,
	normaliseState,
} from '../../../source/providers/aws/normalise-pipeline.ts';

const names = [
	...[
		'pipelines',
		'name',
		'pipeline',
		'metadata',
		'pipelineArn',
		'roleArn',
		'version',
		'executionMode',
		'stages',
	],
	...[
		'actions',
		'actionTypeId',
		'category',
		'provider',
		'configuration',
		'CustomData',
		'runOrder',
		'timeoutInMinutes',
	],
	...[
		'stageStates',
		'stageName',
		'actionStates',
		'actionName',
		'latestExecution',
		'inboundExecution',
		'token',
	],
	...[
		'inboundExecutions',
		'inboundTransitionState',
		'enabled',
		'status',
		'externalExecutionId',
		'errorDetails',
	],
	...[
		'message',
		'summary',
		'lastStatusChange',
		'pipelineExecutionSummaries',
		'pipelineExecution',
		'stopTrigger',
	],
	...[
		'pipelineExecutionId',
		'sourceRevisions',
		'artifactRevisions',
		'revisionId',
		'revisionSummary',
		'trigger',
	],
	...[
		'actionExecutionDetails',
		'input',
		'output',
		'executionResult',
		'builds',
		'id',
		'buildStatus',
		'phases',
	],
	...[
		'phaseStatus',
		'contexts',
		'statusCode',
		'logs',
		'deepLink',
		'groupName',
		'streamName',
		's3Logs',
		'events',
	],
	...['timestamp', 'startTime', 'constructor', '__proto__', 'toString'],
];

/** Any value, in objects that have the fields of replies, but with anything in them. */
const {reply} = fc.letrec(tie => ({
	leaf: fc.oneof(
		fc.constantFrom(
			null,
			undefined,
			true,
			false,
			0,
			-1,
			Number.NaN,
			Number.POSITIVE_INFINITY,
			'',
			'{',
			'{"CommitMessage":"',
		),
		fc.string({unit: 'binary', maxLength: 20}),
		fc.date({noInvalidDate: false}),
		fc.jsonValue({maxDepth: 1}),
	),
	fields: fc.dictionary(fc.constantFrom(...names), tie('reply'), {maxKeys: 8}),
	reply: fc.oneof(
		{depthSize: 'large', withCrossShrink: true},
		tie('leaf'),
		tie('fields'),
		fc.array(tie('reply'), {maxLength: 3}),
	),
}));

const control = /\p{Cc}/u;
const esc = '\u001b';
const colours = new RegExp(`${esc}\\[[0-9;:]*m`, 'g');

it('makes something sane of anything', () => {
	fc.assert(
		fc.property(reply, value => {
			const found = [
				normaliseNames(value),
				normaliseDefinition(value),
				normaliseState(value),
				normaliseExecutions(value),
				normaliseOneExecution(value),
				normaliseRuns(value),
				normaliseBuilds(value),
				normaliseLines(value),
			];
			const check = (each: unknown): void => {
				if (typeof each === 'string')
					expect(each.replaceAll('\n', '').replace(colours, '')).not.toMatch(control);
				if (typeof each === 'number') expect(each).not.toBeNaN();
				expect(each).not.toBeUndefined();
				if (typeof each === 'object' && each !== null) Object.values(each).forEach(check);
			};
			check(found);
		}),
		{numRuns: 500},
	);
});
