import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Application, CommentTag, type ProjectReflection, ReflectionKind, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import ts from 'typescript';
import manifest from '../../sdk/package.json' with { type: 'json' };
import { operations } from './api-operations.ts';
import { addressOf } from './endpoint-pages.ts';

const sdk = path.resolve(import.meta.dirname, '..', '..', 'sdk');
const tsconfig = path.join(sdk, 'tsconfig.build.json');

const OPTIONS: TypeDocOptions & Partial<PluginOptions> = {
  tsconfig,
  plugin: ['typedoc-plugin-markdown'],
  logLevel: 'Error',
  readme: 'none',
  // Shapes of the contract, which the pages of its endpoints describe.
  exclude: ['**/wire-types.ts'],
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  disableSources: true,
  sort: ['source-order'],
  entryFileName: 'index',
  modulesFileName: 'index',
  excludeScopesInPaths: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  hideGroupHeadings: true,
  pageTitleTemplates: { module: ({ name }) => name, member: ({ name }) => name },
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  tableColumnSettings: { hideDefaults: true, hideInherited: true, hideModifiers: true, hideOverrides: true },
};

/**
 * The reference of the SDK, a page for each of what it exports, by its path from the repository's root.
 *
 * @param methods the methods of the SDK by the endpoints that they call
 */
export async function sdkReference(methods: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const app = await Application.bootstrapWithPlugins(OPTIONS);
  const entries = Object.entries(manifest.exports).map(([name, file]) => [
    path.posix.join(manifest.name, name),
    path.join(sdk, file),
  ]);
  const program = programOf(entries.map(([, file = '']) => file));
  const project = app.converter.convert(
    entries.flatMap(([displayName = '', file = '']) => {
      const sourceFile = program.getSourceFile(file);
      return sourceFile ? [{ displayName, program, sourceFile }] : [];
    }),
  );
  nameEndpoints(project, methods);
  const folder = mkdtempSync(path.join(tmpdir(), 'sdk-reference-'));
  try {
    await app.outputs.writeOutput({ name: 'markdown', path: folder }, project);
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((page) => /^sdk.*\.md$/.test(page));
    return new Map(pages.map((page) => [`docs/reference/${page.replaceAll(path.sep, '/')}`, textOf(folder, page)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function programOf(files: string[]): ts.Program {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, sdk);
  return ts.createProgram(files, options);
}

/** Has each method name its endpoint. */
function nameEndpoints(project: ProjectReflection, methods: ReadonlyMap<string, string>): void {
  const signatures = project.getReflectionsByKind(ReflectionKind.Method).flatMap((method) => {
    const { name = '' } = method.parent ?? {};
    const call = `${name.charAt(0).toLowerCase()}${name.slice(1)}.${method.name}`;
    return method.isDeclaration() ? (method.signatures ?? []).map((signature) => ({ call, signature })) : [];
  });
  for (const { call, signature } of signatures) {
    const operation = operations.find(({ operationId }) => methods.get(operationId) === call);
    if (!operation) continue;
    const text = `[\`${operation.method} ${operation.path}\`](${path.posix.join('../..', addressOf(operation))})`;
    signature.comment?.blockTags.unshift(new CommentTag('@calls', [{ kind: 'text', text }]));
  }
}

/** A page; its code is examples, which a test of their own looks at. */
function textOf(folder: string, page: string): string {
  const text = readFileSync(path.join(folder, page), 'utf8').replaceAll(/^```ts$/gm, '```typescript');
  return page === path.join('sdk', 'index.md') ? text.replace('\n', `\n\n${introduction()}\n`) : text;
}

function introduction(): string {
  const others = Object.keys(manifest.exports).filter((entry) => entry !== '.');
  const links = others.map((entry) => `[\`${manifest.name}${entry.slice(1)}\`](${entry}/index.md)`);
  return `Everything that the SDK exports, from its sources. [Its README](../../../sdk/README.md) shows how to use it. Some
of it is imported from elsewhere: ${links.join(', ')}.

An ID that the path of an endpoint has stands first among the arguments, then the fields of the contract, under their
names on the wire, then the options of the SDK. The fields are those of the endpoint, which each method names.`;
}
