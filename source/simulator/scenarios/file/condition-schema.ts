import * as v from 'valibot';
import {ruleProviders} from '../../account/check-conditions.ts';
import {configuration, fitting, list, oneOf, table, text, waitingTime} from './parts.ts';

const rule = table({
	name: fitting(/^[A-Za-z0-9.@_-]{1,100}$/, 'must be a name of letters, digits and . @ - _'),
	provider: oneOf(ruleProviders),
	configuration: v.optional(configuration),
	commands: v.optional(list(text(), 'must be a list of commands')),
	timeout: v.optional(waitingTime),
});

const rulesMessage = 'must be a list of one to five rules';
const rules = v.pipe(v.array(rule, rulesMessage), v.minLength(1, rulesMessage), v.maxLength(5, rulesMessage));

/** The conditions of a stage, each with the results that AWS lets it have. */
export const conditionTables = {
	beforeEntry: table({result: v.optional(oneOf(['FAIL', 'SKIP'])), rules}),
	onSuccess: table({result: v.optional(oneOf(['FAIL', 'ROLLBACK'])), rules}),
	onFailure: table({
		result: oneOf(['FAIL', 'SKIP', 'ROLLBACK', 'RETRY']),
		mode: v.optional(oneOf(['FAILED_ACTIONS', 'ALL_ACTIONS'])),
		rules: v.optional(rules),
	}),
};

export type FileRule = v.InferOutput<typeof rule>;
