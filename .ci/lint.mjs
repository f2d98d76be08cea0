// `npm run lint`: the static checks of `npm test`: format, types, imports, dead code, generated files.

import process from 'node:process';
import { setup } from '../setup.mjs';
import { failingSteps } from './run-step.mjs';

const node = setup();
// Imported only after setup: the steps look into the installed packages.
const { steps } = await import('./steps.mjs');

const failed = await failingSteps(
  node,
  steps.filter((step) => step.isLint && !step.unless),
);
process.exitCode = failed.length > 0 ? 1 : 0;
