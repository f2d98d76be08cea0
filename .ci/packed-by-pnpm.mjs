// The first step of `prepack`: refuses other package managers, since only pnpm packs what is meant to be published.

import process from 'node:process';

const packer = process.env.npm_config_user_agent?.split(' ')[0] ?? 'an unknown program';
if (!packer.startsWith('pnpm/')) {
  const { npm_package_name: name = 'This package' } = process.env;
  console.error(
    `${name} is packed and published by pnpm, and this is ${packer}: its package.json names the sources, which the ` +
      'workspace runs, and pnpm alone replaces them with the built files of publishConfig. ' +
      'Run `npx pnpm pack` in place of `npm pack`; versions are published by `npm run publish-packages`.',
  );
  process.exit(1);
}
