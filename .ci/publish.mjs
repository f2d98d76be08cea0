// `npm run publish-packages`: builds and publishes every version that the registry does not have yet.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { npx, root, setup } from '../setup.mjs';

const node = setup();
const { packageManager, repository } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
checkRepository(process.env.GITHUB_REPOSITORY);

// Run through pnpm, so that pnpm is available for packing: npm would publish the sources' package.json.
const [command, ...args] = [...npx(), '--yes', packageManager, 'exec', 'changeset', 'publish'];
const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
process.exitCode = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1;

/**
 * The registry refuses a provenance whose repository differs from the package's, but only after the first package is
 * published.
 */
function checkRepository(building) {
  if (building === undefined || repository.url === `git+https://github.com/${building}.git`) return;
  console.error(
    `package.json says that the repository is ${repository.url}, and this is ${building}. ` +
      'Correct repository, homepage and bugs in package.json, contract/package.json and sdk/package.json.',
  );
  process.exit(1);
}
