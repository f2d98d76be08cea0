import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type UserConfig } from 'tsdown';
import { flatDeclarations } from './build/flat-declarations.ts';

const here = import.meta.dirname;
const tsconfig = path.join(here, 'tsconfig.build.json');

const both: UserConfig = {
  entry: ['src/index.ts', 'src/node.ts'],
  platform: 'neutral',
  target: 'es2022',
  tsconfig,
  treeshake: { moduleSideEffects: false },
  deps: { alwaysBundle: [/^@commerce-integration\/contract/], neverBundle: [/^node:/] },
};

/** What a partner installs: ESM and CommonJS, the contract inlined, with declarations that import nothing. */
export default defineConfig([
  {
    ...both,
    format: 'esm',
    dts: true,
    plugins: [
      {
        name: 'wire-types-in-full',
        load: {
          order: 'pre',
          filter: { id: /[\\/]src[\\/]wire-types\.d\.ts$/ },
          handler: () => flatDeclarations(path.join(here, 'src/wire-types.ts'), tsconfig),
        },
      },
    ],
    hooks: { 'build:done': ({ options }) => declareForCommonJs(options.outDir) },
  },
  { ...both, format: 'cjs', dts: false, clean: false },
]);

/** The same declarations under the names that CommonJS looks for. */
function declareForCommonJs(folder: string): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.d.ts'))) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const renamed = text.replace(/(from "\.\/[^"]+)\.js"/g, '$1.cjs"');
    writeFileSync(path.join(folder, file.replace(/\.d\.ts$/, '.d.cts')), renamed);
  }
}
