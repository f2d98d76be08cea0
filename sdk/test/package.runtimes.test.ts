import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { EdgeVM } from '@edge-runtime/vm';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstalledProject, installedProject } from './support/installed-project.ts';
import { type NodeName, nodeNamed } from './support/packed-package.ts';
import { littleApi, RUNTIME_PROGRAM, RUNTIME_RESULT } from './support/runtime-program.ts';

let project: InstalledProject;
let baseUrl: string;
const server = littleApi();

beforeAll(async () => {
  project = await installedProject({});
  project.write('program.mjs', RUNTIME_PROGRAM);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  project?.remove();
  await new Promise((resolve) => server.close(resolve));
});

/** Bun, Deno, workerd and Next are larger than all of this: run `sdk/test/try-runtimes.ts` for them. */
describe('the packed package, installed by npm', () => {
  it.each<NodeName>(['node-20', 'node-22', 'node-24'])('runs on %s', async (node) => {
    project.write('main.mjs', `import { tryOut } from './program.mjs'; console.log(await tryOut('${baseUrl}'));`);
    const { output } = await project.run(nodeNamed(node), ['main.mjs']);
    expect(output.trim()).toBe(RUNTIME_RESULT);
  });

  it('runs in the edge runtime, bundled by Vite', async () => {
    const entry = path.join(project.folder, 'program.mjs');
    const lib = { entry, formats: ['iife' as const], name: 'program', fileName: () => 'edge.js' };
    const options = { lib, target: 'es2022', outDir: 'edge' };
    await build({ root: project.folder, configFile: false, logLevel: 'error', build: options });
    const vm = new EdgeVM({ initialCode: readFileSync(path.join(project.folder, 'edge', 'edge.js'), 'utf8') });
    expect(await vm.evaluate(`program.tryOut('${baseUrl}')`)).toBe(RUNTIME_RESULT);
  });
});
