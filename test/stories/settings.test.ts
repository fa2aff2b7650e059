import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {commits, keys, lane} from './account.ts';
import {type Scene, story} from './story.ts';

const sample = /```toml\n(.*?)```/s.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
const lanes = [lane('l-slasher-pipeline', ['Taiko']), lane('web', ['Taiko'])];
const noKeys = {
	AWS_ACCESS_KEY_ID: undefined,
	AWS_SECRET_ACCESS_KEY: undefined,
	AWS_SESSION_TOKEN: undefined,
} satisfies Partial<Record<keyof typeof keys, undefined>>;

/** A home of one's own with the README's settings in it, and the file of keys that they name. */
function home(scene: Scene): string {
	const config = scene.folder();
	mkdirSync(join(config, 'sluice'));
	writeFileSync(join(config, 'sluice', 'sluice.toml'), sample);
	writeFileSync(
		join(config, 'sluice', 'network_secrets.toml'),
		`[aws.ops]\naccess_key_id = "${keys.AWS_ACCESS_KEY_ID}"\nsecret_access_key = "planted-secret-access-key"\n`,
	);
	return config;
}

story('the settings that the README shows are taken from the user’s own file', async ({scene}) => {
	expect(sample).toContain('[[failures]]');
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.piped(['watch', commits.ours, '--endpoint-url', account.url, '--rate', '50'], {
		env: {...noKeys, XDG_CONFIG_HOME: home(scene)},
	});
	expect(await watch.ended).toBe(0);
	expect(watch.err()).not.toContain('sluice.toml');
	expect(await watch.line(/^READY-TO-APPROVE/)).toMatch(
		/pipeline=l-slasher-pipeline .* url=https:\/\/example\.awsapps\.com\/start\/#\/console\?account_id=123456789012&role_name=Approver&destination=https%3A%2F%2Fus-west-2\.console\.aws\.amazon\.com%2F\S+$/,
	);
	expect(watch.out(), 'track keeps it out').not.toContain('web');
});

story('programs and portals are not taken from a file that lies in a folder', async ({scene}) => {
	const cwd = scene.folder();
	writeFileSync(join(cwd, 'sluice.toml'), sample);
	const watch = scene.piped(['watch', commits.ours], {cwd});
	expect(await watch.ended).toBe(2);
	const line = (text: string) => sample.split('\n').findIndex(each => each.startsWith(text)) + 1;
	expect(watch.err()).toMatch(
		new RegExp(
			`^sluice: \\S+sluice\\.toml:${line('[console]')}: console: is not taken from .*\nsluice: \\S+:${line('[alerts]')}: alerts: is not`,
		),
	);
});

story('mono has no colours', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const file = join(scene.folder(), 'mine.toml');
	writeFileSync(file, 'theme = "mono"\n');
	const terminal = scene.follow(account, {columns: 100, rows: 30, args: ['--settings', file]});
	await terminal.see('▲ GATE');
	const esc = String.fromCharCode(27);
	expect(terminal.written()).not.toMatch(new RegExp(`${esc}\\[(3[0-7]|9[0-7]|38|48|4[0-7]|10[0-7])[;m]`));
});

story('the links of the screen lead through the portal', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const file = join(scene.folder(), 'mine.toml');
	writeFileSync(file, '[console]\nportal = "https://example.awsapps.com/start/#/"\n');
	const terminal = scene.follow(account, {columns: 100, rows: 30, args: ['--settings', file]});
	await terminal.see('▲ GATE');
	const link =
		'https://example.awsapps.com/start/#/console?account_id=123456789012&destination=https%3A%2F%2F';
	await terminal.until('the link below the banner', () => terminal.joined().includes(link));
	terminal.press('y');
	await terminal.see('copied by the terminal');
	const [, copied = ''] = terminal.written().split(']52;c;');
	expect(Buffer.from(copied, 'base64').toString()).toContain(link);
});
