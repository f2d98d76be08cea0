// Asks the registry for known vulnerabilities of what production installs. Fails on a high or critical one;
// a registry that cannot be asked is a warning, so that the tests run offline.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { npx, root } from './setup.mjs';

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
  console.error('The registry could not be asked for known vulnerabilities; they were not checked.');
} else if (counts.high + counts.critical > 0) {
  console.log(
    `${counts.high} high and ${counts.critical} critical vulnerabilities: see \`npx ${packageManager} audit --prod\`.`,
  );
  process.exitCode = 1;
}

/** The counts of a report, or undefined where the answer is none. */
function vulnerabilities(answer) {
  try {
    return JSON.parse(answer).metadata.vulnerabilities;
  } catch {
    return undefined;
  }
}
