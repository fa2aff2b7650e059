import {describe, expect, it} from 'vitest';
import {linkWithoutSecrets, withoutSecrets} from '../../source/diagnosis/secrets.ts';

const key = `AKIA${'Q'.repeat(16)}`;

describe('what looks like a secret', () => {
	it.each([
		[`key ${key} was refused`, 'key AKIA*** was refused'],
		[`cloning with ghp_${'a1'.repeat(18)}`, 'cloning with ghp_***'],
		['+ psql password=hunter22 -h db', '+ psql password=*** -h db'],
		['export DB_PASSWORD="hunter two"', 'export DB_PASSWORD=***'],
		['AWS_SECRET_ACCESS_KEY=abc/def+ghi', 'AWS_SECRET_ACCESS_KEY=***'],
		['{"token": "abcdef", "user": "kim"}', '{"token": ***, "user": "kim"}'],
		['curl -H "Authorization: Bearer abcdefghijklmnopqrst"', 'curl -H "Authorization: Bearer ***"'],
		['fatal: https://kim:hunter22@example.com/x', 'fatal: https://kim:***@example.com/x'],
		['+ curl -u kim:hunter22 https://example.com', '+ curl -u kim:*** https://example.com'],
		[`deploying with private key 0x${'ab'.repeat(32)}`, 'deploying with private key ***'],
		['docker login --password hunter22 registry', 'docker login --password *** registry'],
	])('is masked: %s', (text, shown) => {
		expect(withoutSecrets(text)).toBe(shown);
	});

	it.each([
		'Error: incorrect username or password',
		'failed to fetch secret: AccessDenied',
		'TOKEN=$(aws ecr get-login-password)',
		'User: arn:aws:sts::123456789012:assumed-role/pipeline-role is not authorized to perform: sts:AssumeRole',
		'the security token included in the request is expired',
		'password = null',
		'docker run -u node:node image',
		`transaction 0x${'ab'.repeat(32)} was mined`,
		'curl -u "$USER:$PASSWORD" https://example.com',
		'https://us-west-2.console.aws.amazon.com/codesuite/view?region=us-west-2',
	])('is not seen in: %s', text => {
		expect(withoutSecrets(text)).toBe(text);
	});

	it('costs no more on a text that was made to cost', () => {
		const started = performance.now();
		for (const part of ['token', 'a.', '://a', '"x', 'eyJaaaaaaaaa.'])
			withoutSecrets(part.repeat(4000 / part.length));
		expect(performance.now() - started).toBeLessThan(500);
	});
});

describe('a link', () => {
	const token = `ghp_${'a1'.repeat(18)}`;
	it.each([
		['https://ci.example.com/run/7?tab=log#step-3', 'https://ci.example.com/run/7?tab=log#step-3'],
		[`https://ci.example.com/run/7?tab=log&token=${token}#step-3`, 'https://ci.example.com/run/7'],
		[`https://ci.example.com/run/7#access_token=${token}`, 'https://ci.example.com/run/7'],
		['https://***@ci.example.com/run/7?tab=log', 'https://ci.example.com/run/7?tab=log'],
		[`https://ci.example.com/${token}/run?tab=log`, null],
	])('loses what holds a secret, and still leads to its page: %s', (url, shown) => {
		expect(linkWithoutSecrets(url)).toBe(shown);
	});
});
