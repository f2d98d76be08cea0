import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../sdk/package.json' with { type: 'json' };
import { pages, readPage, root } from './markdown.ts';
import { makeWorkplace } from './run-page.ts';

const compilerOptions = { typeRoots: [path.join(root, 'node_modules', '@types')] };
const config = { extends: path.join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] };

/** The names that an example may use without declaring them. */
const AROUND = {
  client: 'declare const client: import("@commerce-integration/sdk").CommerceClient;',
  mock: 'declare const mock: import("@commerce-integration/sdk/msw").MockApi;',
  setupServer: 'import { setupServer } from "msw/node";',
  request: 'declare const request: Request;',
  secret: 'declare const secret: string;',
  file: 'declare const file: import("@commerce-integration/sdk").FeedFileInput;',
  Writable: 'import { Writable } from "node:stream";',
  createWriteStream: 'import { createWriteStream } from "node:fs";',
};

/** The code below the `Example` heading; other code is signatures. */
const EXAMPLE = /^#+ Example\n\n```typescript\n(.+?)^```/gms;
const examples = pages()
  .filter((page) => page.startsWith('docs/reference/sdk/'))
  .flatMap((page) => [...readPage(page).matchAll(EXAMPLE)].map(([, text = '']) => ({ page, text })));

it('the examples in the docstrings of the SDK have the right types', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-examples-'));
  const exported = await exportedValues();
  try {
    await makeWorkplace(folder, []);
    for (const [index, { page, text }] of examples.entries()) {
      const file = `${index}-${path.basename(page, '.md')}.ts`;
      await writeFile(path.join(folder, file), `${preludeOf(text, exported)}\n${text}\nexport {};\n`);
    }
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = path.join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(examples.length).toBeGreaterThan(10);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The SDK's exports that exist at run time, each with the line that imports it. */
async function exportedValues(): Promise<[name: string, line: string][]> {
  const entries = Object.keys(manifest.exports).map((entry) => `${manifest.name}${entry.slice(1)}`);
  const modules = await Promise.all(entries.map(async (entry) => [entry, await import(entry)] as const));
  const lines = modules.flatMap(([entry, module]) =>
    Object.keys(module).map((name): [string, string] => [name, `import { ${name} } from "${entry}";`]),
  );
  // A name that two entries export is imported from the first.
  return [...new Map(lines.reverse())];
}

/** Declares the names that an example uses and does not declare itself. */
function preludeOf(example: string, exported: [name: string, line: string][]): string {
  const declares = (name: string) => new RegExp(`(const|let|import)\\s+(\\{[^}]*)?\\b${name}\\b`).test(example);
  return [...Object.entries(AROUND), ...exported]
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(example) && !declares(name))
    .map(([, line]) => line)
    .join('\n');
}
