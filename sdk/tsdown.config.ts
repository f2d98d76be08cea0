import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type UserConfig } from 'tsdown';
import { flatDeclarations } from './build/flat-declarations.ts';
import manifest from './package.json' with { type: 'json' };

const here = import.meta.dirname;
const tsconfig = path.join(here, 'tsconfig.build.json');

const both: UserConfig = {
  entry: ['src/index.ts', 'src/node.ts', 'src/validate.ts', 'src/webhooks.ts'],
  platform: 'neutral',
  // Nobody reads the compressed sizes, and working them out takes a third of the time.
  report: false,
  target: 'es2022',
  tsconfig,
  define: { SDK_VERSION: JSON.stringify(manifest.version) },
  treeshake: { moduleSideEffects: false },
  deps: {
    alwaysBundle: [/^@commerce-integration\/contract/, '@ts-rest/core', 'csv-parse', /^zod(\/|$)/],
    neverBundle: [/^node:/],
    // A package that would slip into what is published is an error.
    onlyBundle: ['@ts-rest/core', 'csv-parse', 'zod'],
  },
  // csv-parse is written for Node, but needs little of it.
  alias: { stream: path.join(here, 'build/no-stream.ts') },
  inputOptions: {
    transform: { inject: { Buffer: [path.join(here, 'build/web-buffer.ts'), 'bufferOfRuntime'] } },
    // The lines of endpoints where they are used: not every bundler puts them there.
    optimization: { inlineConst: true },
  },
};

/** The mock is built by itself: the client stays one file that knows nothing of it. */
const mock: UserConfig = { ...both, entry: { msw: 'src/msw/index.ts' }, clean: false };

/** The command is a file of its own: nobody imports it, and it starts the quicker. */
const command: UserConfig = { ...both, entry: { commerce: 'src/cli/main.ts' }, clean: false };

/** What a partner installs: ESM and CommonJS, the contract inlined, with declarations that import nothing. */
export default defineConfig([
  { ...both, ...esmWithTypes() },
  { ...both, format: 'cjs', dts: false, clean: false },
  { ...mock, ...esmWithTypes() },
  { ...mock, format: 'cjs', dts: false },
  { ...command, format: 'esm', dts: false },
]);

function esmWithTypes(): UserConfig {
  return {
    format: 'esm',
    dts: true,
    plugins: [
      {
        name: 'operation-types-in-full',
        load: {
          order: 'pre',
          filter: { id: /[\\/]operation-types\.d\.ts$/ },
          handler: (id: string) => flatDeclarations(id.replace(/\.d\.ts$/, '.ts'), tsconfig),
        },
      },
    ],
    hooks: { 'build:done': ({ options }) => declareForCommonJs(options.outDir) },
  };
}

/** The same declarations under the names that CommonJS looks for. */
function declareForCommonJs(folder: string): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.d.ts'))) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const renamed = text.replace(/(from "\.\/[^"]+)\.js"/g, '$1.cjs"');
    writeFileSync(path.join(folder, file.replace(/\.d\.ts$/, '.d.cts')), renamed);
  }
}
