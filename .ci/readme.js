// Writes what is made from the code anew: the README's tables, and the schema of scenario files.
import {readFileSync, writeFileSync} from 'node:fs';
import {withTables} from './readme-tables.js';
import {jsonSchema} from './scenario-schema.js';

const readme = new URL('../README.md', import.meta.url);
writeFileSync(readme, withTables(readFileSync(readme, 'utf8')));

const file = new URL('../source/simulator/scenarios/file/scenario.schema.json', import.meta.url);
const schema = JSON.stringify(jsonSchema());
// The lines of the file are the formatter's.
if (JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))) !== schema) writeFileSync(file, schema);
