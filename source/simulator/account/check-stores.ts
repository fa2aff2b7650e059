import {AwsError} from '../aws-error.ts';
import type {PipelineDeclaration} from '../declaration.ts';

const refusal = (why: string) => new AwsError('InvalidStructureException', why);

/** Refuses a pipeline that has no store for artifacts in its own region or in that of one of its actions. Throws AWS's error. */
export function checkStores(
	{artifactStore, artifactStores, stages}: PipelineDeclaration,
	region: string,
): void {
	if ((artifactStore === undefined) === (artifactStores === undefined))
		throw refusal('The pipeline must have either an artifactStore or artifactStores, but not both');
	const regions = artifactStores ? Object.keys(artifactStores) : [region];
	if (!regions.includes(region))
		throw refusal(`The artifactStores must contain a store for the region of the pipeline, ${region}`);
	for (const action of stages.flatMap(({actions}) => actions))
		if (action.region !== undefined && !regions.includes(action.region))
			throw refusal(
				`The action '${action.name}' runs in the region ${action.region}, for which the pipeline has no artifact store: give one in artifactStores`,
			);
}
