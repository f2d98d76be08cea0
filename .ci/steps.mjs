// The steps of `npm test`, in order. To add a step, add a line.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup.mjs';

const PACKAGES = ['contract', 'server', 'server/console', 'sdk', 'examples', 'docs'];

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} script a JavaScript or TypeScript file and its arguments, run by the project's Node
 * @property {boolean} [unless] left out where this is true
 * @property {boolean} [isLint] whether `npm run lint` takes it, too
 */

/** @type {Step[]} */
export const steps = [
  { name: 'lint and format', isLint: true, script: [bin('@biomejs/biome'), 'check', '--error-on-warnings'] },
  ...PACKAGES.map((name) => ({
    name: `types of ${name}`,
    isLint: true,
    script: [bin('typescript-7', 'tsc'), '-p', name],
    unless: !hasTypeScript(name),
  })),
  { name: 'sdk on Node 20', isLint: true, script: [bin('typescript-7', 'tsc'), '-p', 'sdk/tsconfig.build.json'] },
  {
    name: 'direction of imports',
    isLint: true,
    script: [bin('dependency-cruiser', 'depcruise'), ...PACKAGES.filter(hasTypeScript)],
  },
  { name: 'dead code', isLint: true, script: [bin('knip'), '--no-config-hints'] },
  { name: 'generated files', isLint: true, script: ['.ci/generate.mjs', '--check'] },
  { name: 'OpenAPI document', isLint: true, script: ['docs/lint/openapi.mjs'] },
  { name: 'files of mutation runs', isLint: true, script: ['.ci/mutation/areas.mjs'] },
  { name: 'English', isLint: true, script: ['docs/lint/prose.mjs'] },
  { name: 'console', script: ['server/build-console.mjs'] },
  { name: 'docs site', script: ['docs/site.mjs', 'build'] },
  { name: 'known vulnerabilities', script: ['.ci/audit.mjs'] },
];

/** The command file of an installed package. */
function bin(name, command = name.split('/').at(-1)) {
  const folder = path.join('node_modules', name);
  const entry = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')).bin;
  return path.join(folder, typeof entry === 'string' ? entry : entry[command]);
}

/** Whether a package has something to check: TypeScript reports an empty one as an error. */
function hasTypeScript(name) {
  if (!existsSync(path.join(root, name, 'tsconfig.json'))) return false;
  const files = readdirSync(path.join(root, name), { recursive: true });
  return files.some((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'));
}
