import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Block, blocksOf, readPage } from '../../docs/test/markdown.ts';
import { type InstalledProject, installedProject, packageFolder } from './support/installed-project.ts';
import { type NodeName, nodeNamed } from './support/packed-package.ts';

/** Versions of msw, by their names in the workspace. */
type Msw = 'msw-2-oldest' | 'msw-2' | 'msw';

const PAGE = 'docs/how-to/test-against-the-mock.md';
const blocks = blocksOf(PAGE);

/** The programs are those of the page. */
const programs = {
  nodeTest: programWith("from 'node:test'"),
  vitest: programWith("from 'vitest'"),
  jest: blockWith((block) => block.language === 'js' && block.text.includes('import ')),
  required: blockWith((block) => block.text.includes("require('msw/node')")),
};
/** The page shows how to use require; the test is the same as with import. */
const jestCommonJs = `${programs.required}${programs.jest.replace(/^import .*\n/gm, '')}`;
const jestConfig = JSON.stringify({ testMatch: ['**/*.test.{mjs,cjs}'], testEnvironment: 'node' });

const VM_MODULES = { NODE_OPTIONS: '--experimental-vm-modules' };
const jestBin = path.join(packageFolder('jest'), 'bin', 'jest.js');

const NODES = ['node-20', 'node-22', 'node-24'] as const;

/** Each runner by its name on the page, how it is started, and what it prints for one passed test. */
const RUNNERS = {
  'node --test': { name: '`node --test`', args: ['--test', 'node.test.mjs'], more: {}, passed: /^\S+ pass 1$/m },
  vitest: {
    name: 'Vitest',
    args: ['node_modules/vitest/vitest.mjs', 'run'],
    more: {},
    passed: /Tests {2}1 passed \(1\)/,
  },
  'Jest, ES modules': {
    name: 'Jest, ES modules',
    args: [jestBin, 'esm.test.mjs'],
    more: VM_MODULES,
    passed: /Tests: +1 passed, 1 total/,
  },
  'Jest, CommonJS': {
    name: 'Jest, CommonJS',
    args: [jestBin, 'cjs.test.cjs'],
    more: {},
    passed: /Tests: +1 passed, 1 total/,
  },
  'Jest, CommonJS that may require ES modules': {
    name: 'Jest, CommonJS',
    args: [jestBin, 'cjs.test.cjs'],
    more: VM_MODULES,
    passed: /Tests: +1 passed, 1 total/,
  },
};

const MATRIX: [keyof typeof RUNNERS, NodeName, Msw][] = [
  ['node --test', 'node-20', 'msw-2-oldest'],
  ['node --test', 'node-20', 'msw-2'],
  ['node --test', 'node-22', 'msw-2'],
  ['node --test', 'node-22', 'msw'],
  ['node --test', 'node-24', 'msw-2'],
  ['node --test', 'node-24', 'msw'],
  ['vitest', 'node-22', 'msw-2'],
  ['vitest', 'node-22', 'msw'],
  ['vitest', 'node-24', 'msw-2'],
  ['vitest', 'node-24', 'msw'],
  ['Jest, ES modules', 'node-20', 'msw-2'],
  ['Jest, ES modules', 'node-22', 'msw-2'],
  ['Jest, ES modules', 'node-22', 'msw'],
  ['Jest, ES modules', 'node-24', 'msw-2'],
  ['Jest, ES modules', 'node-24', 'msw'],
  ['Jest, CommonJS', 'node-20', 'msw-2-oldest'],
  ['Jest, CommonJS', 'node-22', 'msw-2-oldest'],
  ['Jest, CommonJS that may require ES modules', 'node-24', 'msw-2'],
  ['Jest, CommonJS that may require ES modules', 'node-24', 'msw'],
];

const projects = new Map<Msw, InstalledProject>();

beforeAll(async () => {
  for (const msw of new Set(MATRIX.map(([, , name]) => name))) {
    const project = await installedProject({
      msw: packageFolder(msw),
      vitest: packageFolder('vitest', '.'),
    });
    projects.set(msw, project);
    project.write('node.test.mjs', programs.nodeTest);
    project.write('vitest.test.mjs', programs.vitest);
    project.write('vitest.config.mjs', "export default { test: { include: ['vitest.test.mjs'] } };");
    project.write('esm.test.mjs', programs.jest);
    project.write('cjs.test.cjs', jestCommonJs);
    project.write('jest.config.json', jestConfig);
  }
});
afterAll(() => {
  for (const project of projects.values()) project.remove();
});

describe('the mock, installed with the packed package', () => {
  it.each(MATRIX)('runs in %s on %s with %s', async (runner, node, msw) => {
    const { args, more, passed } = RUNNERS[runner];
    const { code, output } = await projectOf(msw).run(nodeNamed(node), args, more);
    expect(output).toMatch(passed);
    expect(code).toBe(0);
  });

  it('has types that are compatible with msw 2', async () => {
    const project = projectOf('msw-2');
    const typed = `
      import { createMockApi } from '@commerce-integration/sdk/msw';
      import { setupServer } from 'msw/node';
      setupServer(...createMockApi().handlers).listen({ onUnhandledRequest: 'error' });`;
    project.write('typed.mts', typed);
    const tsc = path.join(packageFolder('typescript', '.'), 'bin', 'tsc');
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--lib', 'es2022,dom'];
    expect(await project.run(process.execPath, [tsc, ...flags, 'typed.mts'])).toEqual({ code: 0, output: '' });
  });

  it('is documented for the tested combinations', () => {
    const lines = Object.values(RUNNERS).map(({ name }) => {
      const cells = NODES.map((node) => MATRIX.filter(([one, on]) => RUNNERS[one].name === name && on === node));
      return `| ${name} |${cells.map((cell) => cellOf(cell.map(([, , msw]) => msw))).join('|')}|`;
    });
    for (const line of lines) expect(readPage(PAGE)).toContain(`${line}\n`);
  });
});

/** The versions of msw that the page lists. */
function cellOf(all: Msw[]): string {
  const newer = all.filter((msw) => msw !== 'msw-2-oldest').map((msw) => (msw === 'msw' ? '3' : '2'));
  if (newer.length > 0) return ` msw ${newer.join(', ')} `;
  return all.length > 0 ? ' msw 2 up to 2.10 ' : ' ';
}

function projectOf(msw: Msw): InstalledProject {
  const project = projects.get(msw);
  if (!project) throw new Error(`${msw} is not installed`);
  return project;
}

/** A program of the page without types: the oldest supported Node cannot strip them. */
function programWith(text: string): string {
  return stripTypeScriptTypes(blockWith((block) => block.language === 'ts' && block.text.includes(text)));
}

function blockWith(isMeant: (block: Block) => boolean): string {
  const block = blocks.find(isMeant);
  if (!block) throw new Error(`${PAGE} has lost a program that is tested here`);
  return `${block.text}\n`;
}
