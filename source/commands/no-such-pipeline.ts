import {nearest} from '../command-line/nearest.ts';
import type {PipelineName} from '../domain/pipeline.ts';

/** One sentence: that there is no such pipeline, and which may have been meant. */
export function noSuchPipeline(name: PipelineName, names: readonly PipelineName[], region: string): string {
	const holding = names.filter(each => each.toLowerCase().includes(name.toLowerCase()));
	const meant = nearest(name, names) ?? (holding.length === 1 ? holding[0] : null);
	const advice = meant == null ? 'sluice fleet lists them' : `did you mean ${meant}?`;
	return `there is no pipeline ${name} in ${region}: ${advice}`;
}
