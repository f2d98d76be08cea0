// `npm run test:mutation -- [area…]`: makes one small change at a time in the pure parts of the code, and lists the
// changes that no test detects. If an area's tests have not changed, a run tries only code that has changed since the
// last run.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from '../../setup.mjs';
import { areas } from './areas.mjs';

/** A run fails if the tests detect fewer changes than this, in percent. */
const LEAST = 90;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in areas));
if (unknown.length > 0) throw new Error(`No such area: ${unknown}. There are ${Object.keys(areas).join(', ')}.`);
const failed = Object.keys(areas).filter((name) => (wanted.length === 0 || wanted.includes(name)) && !run(name));
if (failed.length > 0) console.log(`Fewer than ${LEAST} % of the changes were noticed in: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** @returns {boolean} whether enough of the changes in an area were noticed */
function run(name) {
  const folder = path.join('node_modules', '.cache', 'mutation');
  mkdirSync(path.join(root, folder), { recursive: true });
  const config = path.join(folder, `${name}.json`);
  writeFileSync(path.join(root, config), JSON.stringify(configOf(name, folder)));
  const stryker = path.join('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const env = { ...process.env, MUTATION_AREA: name };
  return spawnSync(process.execPath, [stryker, 'run', config], { cwd: root, env, stdio: 'inherit' }).status === 0;
}

function configOf(name, folder) {
  return {
    mutate: areas[name].mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: path.join('.ci', 'mutation', 'vitest.config.mjs'), related: true },
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
    incremental: true,
    incrementalFile: path.join(folder, `${name}.${digestOfTests(name)}.json`),
    reporters: ['progress-append-only', 'clear-text', 'html'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: path.join(folder, `${name}.html`) },
    thresholds: { high: LEAST, low: LEAST, break: LEAST },
    tempDirName: path.join('.data', 'mutation'),
    ignorePatterns: ['.data', 'dist', 'docs', 'examples', 'server/bench'],
    allowConsoleColors: false,
    checkers: [],
    disableTypeChecks: false,
  };
}

/** The results for the same tests: they are valid only while these tests do not change. */
function digestOfTests(name) {
  const digest = createHash('sha256');
  for (const file of globSync(areas[name].tests, { cwd: root }).sort()) {
    digest.update(file).update(readFileSync(path.join(root, file)));
  }
  return digest.digest('hex').slice(0, 12);
}
