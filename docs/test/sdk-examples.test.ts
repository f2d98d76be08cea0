import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { sdkExamples } from '../generator/sdk-page.ts';
import { entryPoints, exportsOf } from '../generator/sdk-sources.ts';
import { root } from './markdown.ts';
import { makeWorkplace } from './run-page.ts';

const compilerOptions = { typeRoots: [path.join(root, 'node_modules', '@types')] };
const config = { extends: path.join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] };

/** What an example may use without saying where it has it from. */
const AROUND = {
  client: 'declare const client: import("@commerce-integration/sdk").CommerceClient;',
  mock: 'declare const mock: import("@commerce-integration/sdk/msw").MockApi;',
  setupServer: 'import { setupServer } from "msw/node";',
  file: 'declare const file: import("@commerce-integration/sdk").FeedFileInput;',
  Writable: 'import { Writable } from "node:stream";',
  createWriteStream: 'import { createWriteStream } from "node:fs";',
};

it('the examples in the docstrings of the SDK have the right types', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-examples-'));
  const examples = sdkExamples();
  try {
    await makeWorkplace(folder, []);
    for (const [index, { name, example }] of examples.entries()) {
      const file = `${index}-${name.replace(/\W/g, '-')}.ts`;
      await writeFile(path.join(folder, file), `${preludeOf(example)}\n${example}\nexport {};\n`);
    }
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(examples.length).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Declares what an example uses and does not declare itself. */
function preludeOf(example: string): string {
  const exported = [...entryPoints()].flatMap(([entry, file]) =>
    exportsOf(file).map(
      ({ name, node }) =>
        [
          name,
          `import ${isType(node) ? 'type ' : ''}{ ${name} } from "@commerce-integration/sdk${entry.slice(1)}";`,
        ] as const,
    ),
  );
  const known = new Map([...Object.entries(AROUND), ...exported.reverse()]);
  const declares = (name: string) => new RegExp(`(const|let|import)\\s+(\\{[^}]*)?\\b${name}\\b`).test(example);
  return [...known]
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(example) && !declares(name))
    .map(([, line]) => line)
    .join('\n');
}

function isType(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}
