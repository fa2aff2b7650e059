import {AwsError} from '../aws-error.ts';
import type {PipelineDeclaration} from '../declaration.ts';

const refusal = (why: string) => new AwsError('InvalidActionDeclarationException', why);

/** What AWS sets by itself, and what a pipeline declares for all its actions. */
const ownNamespaces: readonly string[] = ['codepipeline', 'variables'];

/** Refuses a namespace that two actions bear, and references to variables of one that none does. Throws AWS's error. */
export function checkReferences({stages}: PipelineDeclaration): void {
	const known = new Set(ownNamespaces);
	const placed = stages.flatMap(({name, actions}) => actions.map(action => ({stage: name, action})));
	for (const {stage, action} of placed) {
		if (action.namespace === undefined) continue;
		if (known.has(action.namespace))
			throw refusal(
				`Namespaces must be unique across the pipeline definition. The following occur more than once in the pipeline. StageName=[${stage}], ActionName=[${action.name}], Namespace=[${action.namespace}]`,
			);
		known.add(action.namespace);
	}
	for (const {stage, action} of placed)
		for (const text of Object.values(action.configuration ?? {}))
			for (const [whole, namespace = ''] of text.matchAll(/#\{([\w@-]+)\.[\w@.-]+\}/g))
				if (!known.has(namespace))
					throw refusal(
						`Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). The following reference has a namespace that is not declared in the pipeline: ${whole}. StageName=[${stage}], ActionName=[${action.name}]`,
					);
}
