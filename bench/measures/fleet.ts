import type {Measure} from '../measure.ts';
export const fleet: Measure = async () => {};
