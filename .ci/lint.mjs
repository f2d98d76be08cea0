// `npm run lint`: the checks of `npm test` that run nothing: format, types, imports, dead code, generated files.

import process from 'node:process';
import { setup } from '../setup.mjs';
import { failingSteps } from './run-step.mjs';

const node = setup();
// Not before: the steps look into the packages that are installed now.
const { steps } = await import('./steps.mjs');

const failed = await failingSteps(
  node,
  steps.filter((step) => step.isLint && !step.unless),
);
process.exitCode = failed.length > 0 ? 1 : 0;
