import type {Build} from '../../domain/build.ts';
import type {Provider} from '../provider.ts';
import {isBuildId} from './normalise-action.ts';
import {normaliseBuilds} from './normalise-build.ts';
import type {ReadOnlyClients} from './read-only-client.ts';
import type {Request} from './request.ts';

/** The most that BatchGetBuilds takes. */
const buildsAtOnce = 100;

/** The reads of CodeBuild. */
export function createBuildReads(
	clients: ReadOnlyClients,
	request: Request,
): Required<Pick<Provider, 'builds'>> {
	return {
		async builds(ids, asking) {
			// One malformed id has the whole batch refused.
			const known = [...new Set(ids)].filter(isBuildId);
			const builds: Build[] = [];
			for (let start = 0; start < known.length; start += buildsAtOnce) {
				const output = await request('builds', 'BatchGetBuilds', asking, async () => {
					const {BatchGetBuildsCommand} = await import('./sdk/codebuild.ts');
					const command = new BatchGetBuildsCommand({ids: known.slice(start, start + buildsAtOnce)});
					return (await clients.builds()).send(command, {abortSignal: asking.signal});
				});
				builds.push(...normaliseBuilds(output));
			}
			return builds;
		},
	};
}
