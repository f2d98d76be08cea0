import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { expect, it, onTestFinished } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** The names of the rules that a set of modules breaks. */
async function broken(modules: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'import-rules-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(modules)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  const ruleSet = await extractConfig(path.join(root, '.dependency-cruiser.mjs'));
  const { output } = await cruise(['server'], { validate: true, ruleSet, baseDir: folder });
  return [...new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name))];
}

const imports = (file: string) => `import '${file}';\n`;

it('refuses folders that import each other, even without a cycle of files', async () => {
  const apart = {
    'server/src/orders/create-order.ts': imports('../customers/order-customer.ts'),
    'server/src/customers/order-customer.ts': '',
    'server/src/customers/delete-customers.ts': '',
    'server/src/orders/orders.queries.ts': '',
  };
  expect(await broken(apart)).toEqual([]);
  const planted = imports('../orders/orders.queries.ts');
  expect(await broken({ ...apart, 'server/src/customers/delete-customers.ts': planted })).toEqual([
    'no-cycles-of-folders',
  ]);
});
