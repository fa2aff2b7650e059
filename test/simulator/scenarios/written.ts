import {openAccount} from '../../../source/simulator/account/account.ts';
import {readScenario} from '../../../source/simulator/scenarios/file/read.ts';
import {createHandClock, startOfTest} from '../laboratory.ts';

/** What is wrong with a scenario file, as `line: message`. */
export function problemsOf(text: string): readonly string[] {
	const found = readScenario(text, 'it');
	return found.kind === 'scenario' ? [] : found.problems.map(({line, message}) => `${line}: ${message}`);
}

/** The account of a scenario file; throws when the file is wrong. */
export function open(text: string, speed = 1) {
	const found = readScenario(text, 'it');
	if (found.kind !== 'scenario') throw new Error(problemsOf(text).join('\n'));
	const clock = createHandClock();
	const account = openAccount({scenario: found.scenario, clock, speed});
	return {
		world: account.world,
		/** Moves on to simulated minutes after the start. */
		at: (minutes: number) => {
			clock.move(startOfTest + (minutes * 60_000) / speed - clock.now());
			account.advance();
		},
		pipeline: (name: string) => {
			const found = account.world.pipelines.get(name);
			if (found === undefined) throw new Error(`no pipeline ${name}`);
			return found;
		},
	};
}
