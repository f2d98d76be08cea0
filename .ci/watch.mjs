// `npm run test:watch -- <file>`: runs the tests of a file again after every change.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from '../setup.mjs';

const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(setup(), [vitest, 'watch', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
