import type {World} from '../account/world.ts';

/** An event as EventBridge carries it. */
export type AwsEvent = {
	readonly version: '0';
	readonly id: string;
	readonly 'detail-type': string;
	readonly source: string;
	readonly account: string;
	/** ISO 8601 in whole seconds. */
	readonly time: string;
	readonly region: string;
	readonly resources: readonly string[];
	readonly detail: object;
};

/** What the maker of an event knows of it. */
export type Happening = Pick<AwsEvent, 'detail-type' | 'source' | 'resources' | 'detail'>;

/** Puts the envelope around what happens now; `id` is the event's own. */
export function enveloped(world: World, id: string, happening: Happening): AwsEvent {
	return {
		version: '0',
		id,
		'detail-type': happening['detail-type'],
		source: happening.source,
		account: world.id,
		time: new Date(world.agenda.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
		region: world.region,
		resources: happening.resources,
		detail: happening.detail,
	};
}
