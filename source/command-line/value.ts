import type {Value} from './options.ts';

/** What is allowed instead, as the end of a sentence; null when the text is a value of that kind. */
export function objection(text: string, value: Value): string | null {
	switch (value.kind) {
		case 'none':
			return null;
		case 'text':
			return text === '' ? `a ${value.word}` : null;
		case 'number': {
			const parsed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
			const fits = parsed >= value.from && parsed <= value.to && (!value.whole || Number.isInteger(parsed));
			return fits ? null : `a ${value.whole ? 'whole number' : 'number'} from ${value.from} to ${value.to}`;
		}
		case 'choice':
			return value.of.includes(text) ? null : listed(value.of);
		case 'duration':
			return isDuration(text) ? null : 'a time such as 90s, 15m or 1h30m';
		case 'region':
			return /^[a-z]{2,5}(-[a-z]+){1,3}-\d{1,2}$/.test(text) ? null : 'a region such as us-west-2';
		case 'url':
			if (!isHttp(text)) return 'an address such as http://127.0.0.1:4599';
			return signsIn(text) ? 'an address without a name or password' : null;
	}
}

/** Numbers with their units; a bare number would leave open what it counts. */
function isDuration(text: string): boolean {
	return /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text);
}

function listed(words: readonly string[]): string {
	return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function isHttp(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** AWS signs in otherwise, and addresses are shown and written down. */
function signsIn(text: string): boolean {
	const {username, password} = new URL(text);
	return username !== '' || password !== '';
}
