// Asks the registry for known vulnerabilities of production dependencies. Fails on a high or critical one. If the
// registry is unreachable, reports that nothing was checked, so that the tests run offline.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { npx, root } from '../setup.mjs';
import { NOT_CHECKED } from './run-step.mjs';

const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const [command, ...args] = [...npx(), '--yes', packageManager, 'audit', '--prod', '--audit-level', 'high', '--json'];
const { stdout } = spawnSync(command, args, {
  cwd: root,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
  timeout: 60_000,
});

const counts = vulnerabilities(stdout);
if (!counts) {
  console.error('The registry could not be asked for known vulnerabilities.');
  process.exitCode = NOT_CHECKED;
} else if (counts.high + counts.critical > 0) {
  console.log(
    `${counts.high} high and ${counts.critical} critical vulnerabilities: see \`npx ${packageManager} audit --prod\`.`,
  );
  process.exitCode = 1;
}

/** The counts of a report; undefined if the response is not a report. */
function vulnerabilities(answer) {
  try {
    const { high, critical } = JSON.parse(answer).metadata.vulnerabilities;
    return Number.isInteger(high) && Number.isInteger(critical) ? { high, critical } : undefined;
  } catch {
    return undefined;
  }
}
