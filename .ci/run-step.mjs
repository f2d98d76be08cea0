// Runs one step of `npm test` and tells how it went.

import { spawnSync } from 'node:child_process';
import { root } from '../setup.mjs';

/** The exit code of a step that could not find out: neither passed nor failed (EX_TEMPFAIL of sysexits.h). */
export const NOT_CHECKED = 75;

/**
 * Runs a step, quietly where it passes with nothing to say.
 *
 * @param {string} node the Node that runs it
 * @param {import('./steps.mjs').Step} step
 * @returns {boolean} whether it failed
 */
export function stepFails(node, { name, script }) {
  const started = Date.now();
  const { status, error, stdout, stderr } = spawnSync(node, script, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const warnings = `${stderr ?? ''}`.trim();
  if (status === NOT_CHECKED) {
    console.log(`– ${name}: not checked (${seconds} s)\n  ${warnings}`);
    return false;
  }
  const passed = status === 0;
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!passed) console.log(`${stdout ?? ''}\n${warnings}\n${error ? error.message : ''}`.trim());
  else if (warnings) console.log(`  ${warnings}`);
  return !passed;
}
