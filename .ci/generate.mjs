// Writes the committed files that are generated from the contract: the OpenAPI document and parts of the docs. With
// --check it writes nothing, and fails if a file is outdated.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { generatedFiles } from '../docs/generator/generated-files.ts';
import { root } from '../setup.mjs';

// A checkout may use the platform's line ends.
const read = (file) => (existsSync(at(file)) ? readFileSync(at(file), 'utf8').replaceAll('\r\n', '\n') : '');
const changed = [...(await generatedFiles(read))].filter(([file, text]) => read(file) !== text);

if (process.argv.includes('--check')) {
  for (const [file] of changed) console.log(`${file} is not what the contract makes of it.`);
  if (changed.length > 0) {
    console.log('Run `npx node .ci/generate.mjs`, review the difference and commit it.');
    process.exitCode = 1;
  }
} else {
  for (const [file, text] of changed) {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  }
  console.log(changed.length > 0 ? `Wrote ${changed.map(([file]) => file).join(', ')}.` : 'Nothing has changed.');
}

function at(file) {
  return path.join(root, file);
}
