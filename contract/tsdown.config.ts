import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type UserConfig } from 'tsdown';

const common: UserConfig = {
  entry: {
    index: 'src/index.ts',
    rules: 'src/rules.ts',
    'feed-file': 'src/feed-file/feed-file.ts',
    openapi: 'src/openapi.ts',
  },
  platform: 'neutral',
  // Nobody reads the compressed sizes, and working them out takes a third of the time.
  report: false,
  target: 'es2022',
  tsconfig: 'tsconfig.json',
};

/** What internal services install: ESM and CommonJS, with declarations for both. */
export default defineConfig([
  {
    ...common,
    format: 'esm',
    dts: true,
    hooks: { 'build:done': ({ options }) => declareForCommonJs(options.outDir) },
  },
  { ...common, format: 'cjs', dts: false, clean: false },
]);

/** The same declarations under the names that CommonJS looks for. */
function declareForCommonJs(folder: string): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.d.ts'))) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    writeFileSync(
      path.join(folder, file.replace(/\.d\.ts$/, '.d.cts')),
      text.replace(/(from "\.\/[^"]+)\.js"/g, '$1.cjs"'),
    );
  }
}
