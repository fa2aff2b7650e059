// The tables of the README, from the tables that the program itself is made of.
import {optionRows} from '../source/command-line/help.ts';
import {commands} from '../source/command-line/options.ts';
import {policyFor} from '../source/commands/doctor/policy.ts';
import {keymap, keyNames} from '../source/keymap/keymap.ts';
import {readOperations} from '../source/providers/aws/read-only-client.ts';

const cell = text => text.replaceAll('|', '\\|');
const table = (head, rows) =>
	[head, head.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n');
const code = text => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

const optionsTable = () => {
	const rows = new Map();
	for (const command of commands) {
		for (const {typed, says} of optionRows(command)) {
			const key = `${typed}\n${says}`;
			rows.set(key, [...(rows.get(key) ?? []), command === 'live' ? 'sluice' : command]);
		}
	}
	return table(
		['option', 'what it says', 'taken by'],
		[...rows].map(([key, takers]) => [code(key.split('\n')[0]), key.split('\n')[1], takers.join(', ')]),
	);
};

const keysTable = () =>
	table(
		['keys', 'do', 'where'],
		keymap.map(row => [keyNames(row).split(' ').map(code).join(' '), row.help, row.where]),
	);

/** What `sluice doctor --policy` prints for an account and a region. */
const policy = () => {
	const text = JSON.stringify(policyFor({region: 'us-west-2', account: '123456789012'}), null, 2);
	return `\`\`\`json\n${text}\n\`\`\``;
};

/** The README with each table in place, between its marker and the next blank line that no table row follows. */
export function withTables(readme) {
	const tables = {
		options: optionsTable(),
		keys: keysTable(),
		operations: [...readOperations].map(code).join(', '),
		policy: policy(),
	};
	return Object.entries(tables).reduce(
		(text, [name, content]) =>
			text.replace(
				new RegExp(`<!-- ${name} -->[^]*?<!-- /${name} -->`),
				() => `<!-- ${name} -->\n\n${content}\n\n<!-- /${name} -->`,
			),
		readme,
	);
}
