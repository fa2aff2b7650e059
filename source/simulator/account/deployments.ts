import type {Deployment} from './records.ts';
import {type World, wallDuration} from './world.ts';

/** Simulated ms that a deployment takes when nobody says. */
export const usualDeploymentMs = 8_000;

/** Starts a deployment now; its course is settled from here on. */
export function createDeployment(
	world: World,
	about: Pick<Deployment, 'application' | 'group' | 'description' | 'revision'>,
	course: {readonly durationMs: number; readonly failure?: Deployment['failure']},
): Deployment {
	const random = world.random.fork(
		`deployment/${world.deployments.size}/${about.application}/${about.group}`,
	);
	const createdAt = world.agenda.now();
	const deployment: Deployment = {
		...about,
		id: `d-${random.hex(9).toUpperCase()}`,
		createdAt,
		endsAt: createdAt + wallDuration(world, course.durationMs),
		failure: course.failure,
	};
	world.deployments.set(deployment.id, deployment);
	return deployment;
}
