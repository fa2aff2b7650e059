import type {Measure} from '../measure.ts';
export const day: Measure = async () => {};
