#!/usr/bin/env node
// Plain JavaScript that an old Node can still parse, so that it can say what it needs.
import * as nodeModule from 'node:module';

const oldest = 22;
if (Number(process.versions.node.split('.')[0]) < oldest) {
	process.stderr.write(`sluice needs Node.js ${oldest} or newer; this is ${process.versions.node}\n`);
	process.exitCode = 1;
} else {
	if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
	import('./main.js').then(program => program.main());
}
