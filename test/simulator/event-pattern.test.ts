import {describe, expect, it} from 'vitest';
import {parsePattern} from '../../source/simulator/events/pattern.ts';

const event = {
	source: 'aws.codepipeline',
	'detail-type': 'CodePipeline Action Execution State Change',
	resources: ['arn:aws:codepipeline:us-west-2:123456789012:l-indexer'],
	detail: {
		pipeline: 'l-indexer',
		state: 'STARTED',
		version: 14,
		nothing: null,
		type: {category: 'Approval', owner: 'AWS'},
		phases: [{type: 'BUILD'}, {type: 'INSTALL'}],
	},
};
const matches = (pattern: object) => parsePattern(JSON.stringify(pattern))(event);
const detail = (asked: object) => matches({detail: asked});

it('finds an exact value among several, in lists too, at any depth', () => {
	expect(matches({source: ['aws.codebuild', 'aws.codepipeline']})).toBe(true);
	expect(matches({source: ['aws.codebuild']})).toBe(false);
	expect(matches({resources: ['arn:aws:codepipeline:us-west-2:123456789012:l-indexer']})).toBe(true);
	expect(detail({type: {category: ['Approval']}, state: ['STARTED']})).toBe(true);
	expect(detail({type: {category: ['Approval']}, state: ['FAILED']})).toBe(false);
	expect(detail({phases: {type: ['INSTALL']}})).toBe(true);
	expect(detail({version: [14], nothing: [null]})).toBe(true);
	expect(detail({version: ['14']})).toBe(false);
});

it.each([
	[{pipeline: [{prefix: 'l-'}]}, true],
	[{pipeline: [{prefix: 'm-'}]}, false],
	[{version: [{prefix: '1'}]}, false],
	[{pipeline: [{suffix: '-indexer'}]}, true],
	[{pipeline: [{suffix: '-order'}]}, false],
	[{state: [{'equals-ignore-case': 'started'}]}, true],
	[{state: [{prefix: {'equals-ignore-case': 'star'}}]}, true],
	[{pipeline: [{wildcard: 'l-*x*r'}]}, true],
	[{pipeline: [{wildcard: 'l-*y*r'}]}, false],
	[{pipeline: [{wildcard: 'l-indexer*r'}]}, false],
	[{pipeline: [{'anything-but': 'l-indexer'}]}, false],
	[{pipeline: [{'anything-but': ['l-order', 'l-slasher']}]}, true],
	[{pipeline: [{'anything-but': {prefix: 'l-'}}]}, false],
	[{pipeline: [{'anything-but': {suffix: ['-a', '-b']}}]}, true],
	[{stage: [{'anything-but': 'Staging'}]}, false],
	[{stage: [{exists: false}]}, true],
	[{state: [{exists: true}]}, true],
	[{state: [{exists: false}]}, false],
	[{type: [{exists: true}]}, false],
	[{missing: {category: [{exists: false}]}}, true],
	[{version: [{numeric: ['>', 10, '<=', 14]}]}, true],
	[{version: [{numeric: ['>', 14]}]}, false],
	[{state: [{numeric: ['=', 1]}]}, false],
	[{$or: [{state: ['FAILED']}, {version: [14]}]}, true],
	[{$or: [{state: ['FAILED']}, {version: [15]}]}, false],
])('holds %j against the detail: %s', (asked, met) => {
	expect(detail(asked)).toBe(met);
});

describe('refuses', () => {
	it.each([
		'',
		'[]',
		'{}',
		'{"source": "aws.codebuild"}',
		'{"source": []}',
		'{"source": [["a"]]}',
		'{"source": [{"prefix": 1}]}',
		'{"source": [{"beginning": "a"}]}',
		'{"source": [{"constructor": "a"}]}',
		'{"source": [{"prefix": "a", "suffix": "b"}]}',
		'{"source": [{"exists": "yes"}]}',
		'{"source": [{"anything-but": []}]}',
		'{"source": [{"anything-but": [null]}]}',
		'{"source": [{"numeric": ["constructor", 1]}]}',
		'{"source": [{"numeric": [">", "1"]}]}',
		'{"source": [{"numeric": [">"]}]}',
		'{"detail": {}}',
	])('%s', text => {
		expect(() => parsePattern(text)).toThrow(expect.objectContaining({code: 'InvalidEventPatternException'}));
	});
});
