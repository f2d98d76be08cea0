// Runs the steps of `npm test` and reports their results.

import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { root } from '../setup.mjs';

/** The exit code of a step that could not check: neither passed nor failed (EX_TEMPFAIL of sysexits.h). */
export const NOT_CHECKED = 75;

/**
 * Runs steps, one on each core.
 *
 * @param {string} node the Node that runs them
 * @param {import('./steps.mjs').Step[]} steps
 * @returns {Promise<import('./steps.mjs').Step[]>} those that failed
 */
export async function failingSteps(node, steps) {
  const waiting = [...steps];
  const failing = [];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) if (await stepFails(node, step)) failing.push(step);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return failing;
}

/**
 * Runs a step; prints nothing if it passes without warnings.
 *
 * @param {string} node the Node that runs it
 * @param {import('./steps.mjs').Step} step
 * @returns {Promise<boolean>} whether it failed
 */
export async function stepFails(node, { name, script }) {
  const started = Date.now();
  const { status, stdout, warnings } = await outcomeOf(node, script);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (status === NOT_CHECKED) {
    console.log(`– ${name}: not checked (${seconds} s)\n  ${warnings}`);
    return false;
  }
  const passed = status === 0;
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!passed) console.log(`${stdout}\n${warnings}`.trim());
  else if (warnings) console.log(`  ${warnings}`);
  return !passed;
}

/** @returns {Promise<{ status: number | null, stdout: string, warnings: string }>} status null if a signal ended it */
async function outcomeOf(node, script) {
  const child = spawn(node, script, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  try {
    const [status, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    return { status, stdout, warnings: stderr.trim() };
  } catch (error) {
    return { status: null, stdout: '', warnings: error.message };
  }
}
