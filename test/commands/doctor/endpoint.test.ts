import {expect, it} from 'vitest';
import {endpointCheck} from '../../../source/commands/doctor/account-checks.ts';

it.each([
	['http://flag', {AWS_ENDPOINT_URL: 'http://all'}, /^http:\/\/flag is asked.*--endpoint-url/],
	[
		null,
		{AWS_ENDPOINT_URL: 'http://all'},
		/^http:\/\/all is asked, not AWS itself: AWS_ENDPOINT_URL says so$/,
	],
	[null, {AWS_ENDPOINT_URL_CODEPIPELINE: 'http://one', AWS_ENDPOINT_URL: 'http://all'}, /^http:\/\/one /],
])('says who is asked instead of AWS: %s', (flag, env, words) => {
	expect(JSON.stringify(endpointCheck(flag, env))).toMatch(/endpoint/);
	expect(Object.values(endpointCheck(flag, env) ?? {}).some(each => words.test(String(each)))).toBe(true);
});

it('says nothing where AWS itself is asked', () => {
	expect(endpointCheck(null, {})).toBeNull();
	expect(endpointCheck('https://vpce-1.codepipeline.us-west-2.vpce.amazonaws.com', {})).toBeNull();
	expect(endpointCheck('https://codepipeline-fips.us-west-2.api.aws:443/', {})).toBeNull();
	expect(endpointCheck('https://amazonaws.com.example.org', {})).not.toBeNull();
	const ignored = {AWS_ENDPOINT_URL: 'http://all', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'};
	expect(endpointCheck(null, ignored)).toBeNull();
});
