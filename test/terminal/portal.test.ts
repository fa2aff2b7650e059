import {describe, expect, it} from 'vitest';
import {throughPortal} from '../../source/terminal/portal.ts';

const page =
	'https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/web/view?region=us-west-2';
const encoded =
	'https%3A%2F%2Fus-west-2.console.aws.amazon.com%2Fcodesuite%2Fcodepipeline%2Fpipelines%2Fweb%2Fview%3Fregion%3Dus-west-2';
const portal = 'https://example.awsapps.com/start';
const account = '123456789012';

describe('a link through the access portal', () => {
	it.each([portal, `${portal}/`, `${portal}/#/`, `${portal}#`])(
		'is one to the account, with the role, of %s',
		given => {
			expect(throughPortal(page, {portal: given, role: 'Approver'}, account)).toBe(
				`https://example.awsapps.com/start/#/console?account_id=123456789012&role_name=Approver&destination=${encoded}`,
			);
		},
	);

	it('lets the portal ask for the role where none is set', () => {
		expect(throughPortal(page, {portal, role: null}, account)).toBe(
			`${portal}/#/console?account_id=123456789012&destination=${encoded}`,
		);
	});

	it('holds nothing that the portal would read as its own', () => {
		const url = `${page}#/a?b=c&account_id=1`;
		const link = throughPortal(url, {portal, role: 'Ops & co'}, account);
		expect(link).toContain('role_name=Ops%20%26%20co&destination=');
		const [, parameters = ''] = link.split('#/console?');
		expect(Object.fromEntries(new URLSearchParams(parameters))).toEqual({
			account_id: account,
			role_name: 'Ops & co',
			destination: url,
		});
	});

	it.each([
		'https://cn-north-1.console.amazonaws.cn/codesuite',
		'https://us-gov-west-1.console.amazonaws-us-gov.com/codesuite',
		'https://console.aws.amazon.com/codebuild/home',
	])('is made of %s too', url => {
		expect(throughPortal(url, {portal, role: null}, account)).toContain(encodeURIComponent(url));
	});

	it.each([
		'https://github.com/acme/app/pull/1',
		'https://evil.example/console.aws.amazon.com',
		'https://fakeconsole.aws.amazon.com.evil.example/',
		'https://myconsole.aws.amazon.com/',
		`${portal}/#/console?account_id=1`,
		'no address',
	])('is not made of %s', url => {
		expect(throughPortal(url, {portal, role: 'Approver'}, account)).toBe(url);
	});

	it('is not made while the account is not known', () => {
		expect(throughPortal(page, {portal, role: 'Approver'}, null)).toBe(page);
	});
});
