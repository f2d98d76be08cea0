// `npm test`: every check and every test, also from a fresh clone. The last line is always "N passed, N failed".

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from '../setup.mjs';
import { failingSteps } from './run-step.mjs';

const node = setup();
// Imported only after setup: the steps look into the installed packages.
const { steps } = await import('./steps.mjs');

const failedSteps = await failingSteps(
  node,
  steps.filter((step) => !step.unless),
);
const tests = runTests();
if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.map((step) => step.name).join(', ')}`);
const failed = failedSteps.length + tests.failed;
console.log(`${tests.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs every test of the workspace and shows their output. @returns {{ passed: number, failed: number }} */
function runTests() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'commerce-tests-'));
  const report = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(node, [vitest, 'run', ...reporters], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that breaks before its first test has no failed test to count, and an unhandled error belongs to no file.
    const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
    const counted = numFailedTests + broken;
    return { passed: numPassedTests, failed: status === 0 ? counted : Math.max(1, counted) };
  } catch (error) {
    console.log(`The tests left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
