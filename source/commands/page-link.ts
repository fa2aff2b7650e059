import type {Program} from '../assemble.ts';
import {own} from '../domain/own.ts';
import type {Link} from './said.ts';

/** Where lines and events point to. The page of a PARALLEL pipeline is empty: only its executions have one that shows something. */
export function pageLink({store, link}: Pick<Program, 'store' | 'link'>): Link {
	return ({scope, pipeline, execution}) => {
		const mode = own(store.getState().scopes[scope]?.pipelines ?? {}, pipeline)?.definition?.mode;
		return link(pipeline, mode === 'PARALLEL' && execution !== null ? {execution} : null);
	};
}
