// `npm run console:pictures`: retakes the screenshots in docs/console, on the project's own Node.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from '../setup.mjs';

const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
const script = [vitest, 'run', '--config', path.join('server', 'console', 'pictures.config.ts')];
process.exitCode = spawnSync(setup(), script, { cwd: root, stdio: 'inherit' }).status ?? 1;
