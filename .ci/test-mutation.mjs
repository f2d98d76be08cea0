// `npm run test:mutation -- [--fresh] [area…]`: changes the pure parts of the code, one small change at a time, and
// tells which changes no test notices. A run remembers its results, so that the next one tries only what has changed
// since; it does not see that a new test notices what is done once, when a module is loaded: `--fresh` tries everything.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { areas } from './mutation/areas.mjs';
import { root, setup } from './setup.mjs';

/** Fewer changes than this noticed, in percent, fail the run. */
const LEAST = 90;

const node = setup();
const wanted = process.argv.slice(2).filter((argument) => argument !== '--fresh');
const fresh = process.argv.includes('--fresh') ? ['--force'] : [];
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
  return spawnSync(node, [stryker, 'run', ...fresh, config], { cwd: root, env, stdio: 'inherit' }).status === 0;
}

function configOf(name, folder) {
  return {
    mutate: areas[name].mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: path.join('.ci', 'mutation', 'vitest.config.mjs'), related: false },
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
    incremental: true,
    incrementalFile: path.join(folder, `${name}.results.json`),
    reporters: ['clear-text', 'html'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: path.join(folder, `${name}.html`) },
    thresholds: { high: LEAST, low: LEAST, break: LEAST },
    tempDirName: path.join(folder, 'sandbox'),
    ignorePatterns: ['.data', 'dist', 'docs', 'examples', 'server/bench'],
    allowConsoleColors: false,
    checkers: [],
    disableTypeChecks: false,
  };
}
