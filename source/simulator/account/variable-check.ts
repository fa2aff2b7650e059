/** The rule VariableCheck, by its resolved configuration. */
export function checkVariable({Variable = '', Value = '', Operator = ''}: Readonly<Record<string, string>>): {
	readonly isMet: boolean;
	readonly summary: string;
} {
	if (Variable.includes('#{')) return {isMet: false, summary: `Variable ${Variable} could not be resolved`};
	const isMet = compare(Operator, Variable, Value);
	return {isMet, summary: `Variable value ${Variable} ${Operator} ${Value}: ${isMet ? 'met' : 'not met'}`};
}

function compare(operator: string, variable: string, value: string): boolean {
	switch (operator) {
		case 'EQ':
			return variable === value;
		case 'NE':
			return variable !== value;
		case 'CONTAINS':
			return variable.includes(value);
		case 'MATCHES':
			return matches(variable, value);
		default:
			return false;
	}
}

/** The whole text, as in Java; what is no expression matches nothing. */
function matches(text: string, expression: string): boolean {
	try {
		return new RegExp(`^(?:${expression})$`).test(text);
	} catch {
		return false;
	}
}
