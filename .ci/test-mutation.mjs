// `npm run test:mutation -- [area…]`: see `mutation/run.mjs`, which runs on the project's own Node.

import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { root, setup } from '../setup.mjs';

const script = ['.ci/mutation/run.mjs', ...process.argv.slice(2)];
process.exitCode = spawnSync(setup(), script, { cwd: root, stdio: 'inherit' }).status ?? 1;
