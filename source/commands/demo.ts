import {assemble} from '../assemble.ts';
import {type DemoLine, usualWatch} from '../command-line/parse.ts';
import type {Commit, Containment} from '../domain/commit.ts';
import type {ShippedCommit} from '../domain/difference.ts';
import type {History} from '../git/history.ts';
import {credentialsOf} from '../providers/aws/credentials.ts';
import {type BusyDay, busyDay} from '../simulator/scenarios/busy-day.ts';
import {repository} from '../simulator/scenarios/fleet/declare.ts';
import type {HistoryEntry} from '../simulator/scenarios/history/commits.ts';
import {pathsOf} from '../simulator/scenarios/history/paths.ts';
import {type Simulator, startSimulator} from '../simulator/server.ts';
import type {Show} from './show.ts';
import {createVoice} from './voice.ts';

/** A pipeline's executions come with its commit at once; nothing is awaited for long. */
const appear = 180_000;

/** The live screen on a simulated account that acts out a busy day: nothing but loopback, no account, no git. */
export async function demo({speed, interval, rate, seed, terminal}: DemoLine, show: Show): Promise<number> {
	const day = busyDay({seed});
	const simulator = await startSimulator({scenario: day.scenario, port: 0, speed, seed});
	const history = historyOf(day, simulator, speed);
	const program = assemble({
		region: day.scenario.account.region,
		credentials: credentialsOf('DEMO', 'demo'),
		profile: null,
		endpoint: simulator.url,
		wanted: () => true,
		interval: interval * 1000,
		rate,
		history,
		appear,
		portal: null,
	});
	try {
		const commit = await history.describe(day.tracked);
		if (commit !== null) program.engine.send({kind: 'track', commit});
		return await show({
			program,
			title: 'sluice demo',
			demo: true,
			instead: null,
			alsoAsk: null,
			bell: null,
			pick: false,
			theme: 'auto',
			memory: null,
			past: null,
			voice: createVoice(),
			terminal,
			settle: async () => null,
			sought: {pipelines: '*', commits: [], stage: null},
			mine: false,
			watch: usualWatch,
			json: false,
		});
	} finally {
		await simulator.close();
	}
}

/** The scenario's own line of commits, in place of a repository. */
function historyOf(day: BusyDay, simulator: Simulator, speed: number): History {
	const {zero} = simulator.account.world;
	const simulated = () => (Date.now() - zero) * speed;
	const toCommit = ({sha, subject, author, at}: HistoryEntry): Commit => ({
		sha,
		subject,
		author,
		at: zero + Math.round(at / speed),
		mine: author === day.history.tracked.author,
	});
	const toShipped = (entry: HistoryEntry): ShippedCommit => ({
		...toCommit(entry),
		pullRequest: entry.pullRequest,
		paths: pathsOf(entry),
		reverts: revertedBy(entry),
	});
	/** A revert quotes the subject of what it takes back. */
	const revertedBy = ({subject, at}: HistoryEntry): string | null => {
		const quoted = /^revert: "(.+)"/.exec(subject)?.[1];
		const taken = day.history
			.knownAt(at)
			.find(each => quoted !== undefined && each.subject.startsWith(quoted));
		return taken?.sha ?? null;
	};
	return {
		repository,
		async describe(sha) {
			const entry = day.history.find(sha, simulated());
			return entry === undefined ? null : toCommit(entry);
		},
		async contains(descendant, ancestor): Promise<Containment> {
			const now = simulated();
			if (day.history.find(descendant, now) === undefined || day.history.find(ancestor, now) === undefined)
				return 'unknown';
			return day.history.contains(descendant, ancestor, now) ? 'contains' : 'lacks';
		},
		revertOf: async () => null,
		async paths(sha) {
			const entry = day.history.find(sha, simulated());
			return entry === undefined ? null : pathsOf(entry);
		},
		async between(from, to) {
			const now = simulated();
			const [before, after] = [day.history.find(from, now), day.history.find(to, now)];
			if (before === undefined || after === undefined) return null;
			// The branch is one line: one of the two lists is empty.
			const since = (older: HistoryEntry, newer: HistoryEntry) =>
				day.history
					.knownAt(now)
					.filter(({index}) => index > older.index && index <= newer.index)
					.map(toShipped);
			return {commits: since(before, after), lost: since(after, before), whole: true};
		},
		recent: async limit => day.history.knownAt(simulated()).slice(0, limit).map(toCommit),
	};
}
