import {parseArgs} from 'node:util';

export interface BenchLine<Name extends string> {
	/** Which measurements, in their own order. */
	readonly names: readonly Name[];
	/** The file that gets one line of JSON per figure; null: none. */
	readonly json: string | null;
	/** Shorter runs, fewer keys: for a look on the way, not for the record. */
	readonly quick: boolean;
}

/** Reads the words behind `npm run bench --`; a string is one sentence that says what is wrong. */
export function parseBench<Name extends string>(
	argv: readonly string[],
	known: readonly Name[],
): BenchLine<Name> | string {
	try {
		const {values, positionals} = parseArgs({
			args: [...argv],
			allowPositionals: true,
			options: {json: {type: 'string'}, quick: {type: 'boolean', default: false}},
		});
		const wrong = positionals.find(word => !known.some(name => name === word));
		if (wrong !== undefined) return `there is no measurement ${wrong}: give some of ${known.join(', ')}`;
		const names = known.filter(name => positionals.length === 0 || positionals.includes(name));
		return {names, json: values.json ?? null, quick: values.quick};
	} catch (error) {
		const [first = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
		return `${first}: it takes --json FILE, --quick, and some of ${known.join(', ')}`;
	}
}
