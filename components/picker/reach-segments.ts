import type {Reach} from '../../source/domain/reach.ts';
import type {Span} from '../../source/wording/spans.ts';
import type {Segment} from '../segments.ts';

/** `staging 8/8 · production ≥2/8`: the stage that most pipelines have is kept longest, then the later ones. */
export function reachSegments(reach: readonly Reach[]): readonly Segment[] {
	return reach.map(({stage, done, of, unknown}, index) => ({
		spans: [[`${stageWord(stage)} `, 'dim'], countOf({done, of, unknown})],
		keep: of * 100 + index,
	}));
}

/** How many of all; where some could not be told, that there may be more. */
function countOf({done, of, unknown}: Omit<Reach, 'stage'>): Span {
	if (unknown === of) return [`?/${of}`, 'dim'];
	const style = done === of ? 'good' : done > 0 ? 'running' : 'dim';
	return [`${unknown > 0 ? '≥' : ''}${done}/${of}`, style];
}

/** `DeployStaging` is `staging` to those who speak of it. */
function stageWord(stage: string): string {
	return (stage.replace(/^Deploy(?=.)(?:To)?/, '') || stage).replace(/^[-_]+/, '').toLowerCase();
}
