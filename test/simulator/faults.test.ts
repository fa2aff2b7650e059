import {expect, it} from 'vitest';
import {createFaults, parseFault} from '../../source/simulator/faults.ts';
import {createRandom} from '../../source/simulator/random.ts';

it.each([
	['throttle', {kind: 'throttle', rate: 1}],
	['lag:0.5', {kind: 'lag', rate: 0.5}],
	['500:0.25', {kind: '500', rate: 0.25}],
	['denied:GetPipelineState', {kind: 'denied', operation: 'GetPipelineState', rate: 1}],
	['denied:GetPipelineState:0.5', {kind: 'denied', operation: 'GetPipelineState', rate: 0.5}],
])('reads %s', (text, fault) => {
	expect(parseFault(text)).toEqual(fault);
});

it.each(['slowly', 'throttle:2', 'throttle:', 'throttle:x', 'throttle:0.1:2', 'denied', 'denied:'])(
	'refuses %s',
	text => {
		expect(() => parseFault(text)).toThrow(RangeError);
	},
);

it('draws the same faults for the same seed, at about the rate', () => {
	const draw = () => {
		const faults = createFaults(createRandom(3), [{kind: 'throttle', rate: 0.2}]);
		return Array.from({length: 500}, () => faults.draw('ListPipelines'));
	};
	expect(draw()).toEqual(draw());
	const met = draw().filter(Boolean).length;
	expect(met).toBeGreaterThan(70);
	expect(met).toBeLessThan(130);
});

it('keeps a denied operation to itself', () => {
	const faults = createFaults(createRandom(3), [parseFault('denied:GetPipelineState')]);
	expect(faults.draw('GetPipelineState')).toBe('denied');
	expect(faults.draw('ListPipelines')).toBeUndefined();
});
