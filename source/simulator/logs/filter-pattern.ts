import {AwsError} from '../aws-error.ts';

type Term = {readonly kind: 'optional' | 'excluded' | 'required'; readonly holds: (text: string) => boolean};

/** A sign, then a quoted phrase, a regular expression between percent signs, or a word. */
const token = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]*)%|([^\s"]+))\s*/gy;
const kinds = {'?': 'optional', '-': 'excluded', '': 'required'} as const;

const invalid = (why?: string) =>
	new AwsError('InvalidParameterException', `Invalid filter pattern${why === undefined ? '' : `: ${why}`}`);

/** Expressions in one pattern, at most. */
const expressionLimit = 2;
/** What an expression may hold: AWS knows no groups and nothing beyond ASCII. */
const expressible = /^[\w:#=@/;,\-^$?[\]{}|\\*+. ]*$/;

function termsOf(pattern: string): readonly Term[] {
	const matches = [...pattern.matchAll(token)];
	if (matches.map(([whole]) => whole).join('').length < pattern.trimStart().length) throw invalid();
	if (matches.filter(([, , , expression]) => expression !== undefined).length > expressionLimit)
		throw invalid(`at most ${expressionLimit} regular expressions`);
	return matches.map(([, sign = '', phrase, expression, word]) => {
		if (word !== undefined && /\W/.test(word)) throw invalid(`invalid character(s) in term '${word}'`);
		const text = phrase?.replace(/\\(.)/g, '$1') ?? word ?? '';
		return {
			kind: kinds[sign as keyof typeof kinds],
			holds: expression === undefined ? line => line.includes(text) : matcher(expression),
		};
	});
}

function matcher(expression: string): (text: string) => boolean {
	if (!expressible.test(expression)) throw invalid();
	try {
		const compiled = new RegExp(expression);
		return text => compiled.test(text);
	} catch {
		throw invalid();
	}
}

/**
 * The filter pattern of FilterLogEvents for unstructured text: words and "phrases" must all be there, `-` must not, `?` any of
 * them; optional terms count for nothing beside others, as on AWS. Throws InvalidParameterException.
 */
export function compilePattern(pattern: string): (message: string) => boolean {
	if (/^\s*[{[]/.test(pattern)) throw invalid();
	const terms = termsOf(pattern);
	if (terms.length === 0) return () => true;
	if (terms.every(({kind}) => kind === 'optional')) return message => terms.some(({holds}) => holds(message));
	const counted = terms.filter(({kind}) => kind !== 'optional');
	return message => counted.every(({kind, holds}) => holds(message) === (kind === 'required'));
}
