// The licences of what is bundled, as they ask to stand beside every copy.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const folderOf = path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];

/** The folders of the packages of which something stands in the bundle of this metafile, sorted. */
function bundledFolders({outputs}) {
	const paths = Object.values(outputs).flatMap(({inputs}) =>
		Object.entries(inputs).flatMap(([path, {bytesInOutput}]) => (bytesInOutput > 0 ? [path] : [])),
	);
	return [...new Set(paths.map(folderOf))].filter(folder => folder !== undefined).sort();
}

/** What a package says of its licence: its file, else the name of the licence and who gave it. */
function licenceOf(folder, {license, author}) {
	const file = readdirSync(folder).find(name => /^licen[cs]e/i.test(name));
	if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
	return `Licence: ${license}${author ? `, by ${author.name ?? author}` : ''}`;
}

/** A text with the licence of each package that is in a bundle; the same text of several packages stands there once. */
export function noticesOf(metafile) {
	const packages = new Map();
	for (const folder of bundledFolders(metafile)) {
		const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		const licence = licenceOf(folder, manifest);
		packages.set(licence, [...(packages.get(licence) ?? []), `${manifest.name} ${manifest.version}`]);
	}
	return [...packages]
		.map(([licence, names]) => `${names.join('\n')}\n\n${licence}\n`)
		.join(`\n${'-'.repeat(80)}\n\n`);
}
