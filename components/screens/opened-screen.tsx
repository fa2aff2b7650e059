import type {ReactNode} from 'react';
import type {Opened} from '../../hooks/navigation.ts';
import {BuildScreen} from './build-screen.tsx';
import {ChangesScreen} from './changes-screen.tsx';
import {FleetScreen} from './fleet-screen.tsx';
import {HappenedScreen} from './happened-screen.tsx';
import {HelpScreen} from './help-screen.tsx';
import {LinksScreen} from './links-screen.tsx';
import {PickerScreen} from './picker-screen.tsx';

import {PipelineScreen} from './pipeline-screen.tsx';

import {TimelineScreen} from './timeline-screen.tsx';

/** A screen that lies over the split view. */
export function OpenedScreen({
	screen,
	...size
}: {
	readonly screen: Opened;
	readonly columns: number;
	readonly rows: number;
}): ReactNode {
	switch (screen.kind) {
		case 'build':
			return <BuildScreen target={screen} {...size} />;
		case 'changes':
			return <ChangesScreen target={screen} {...size} />;
		case 'pipeline':
			return <PipelineScreen target={screen} {...size} />;
		case 'fleet':
			return <FleetScreen {...size} />;
		case 'timeline':
			return <TimelineScreen target={screen} {...size} />;
		case 'picker':
			return <PickerScreen {...size} />;
		case 'help':
			return <HelpScreen {...size} />;
		case 'links':
			return <LinksScreen {...size} />;
		case 'happened':
			return <HappenedScreen {...size} />;
	}
}
