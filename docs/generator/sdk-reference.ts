import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  Application,
  CommentTag,
  type ProjectReflection,
  ReflectionKind,
  type SignatureReflection,
  type TypeDocOptions,
} from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import ts from 'typescript';
import manifest from '../../sdk/package.json' with { type: 'json' };
import { operations } from './api-operations.ts';
import { addressOf } from './endpoint-pages.ts';
import { sdkIndex } from './sdk-index.ts';
import { givenFields, shapesOf, takenFields, thrownErrors } from './sdk-method-notes.ts';

const sdk = path.resolve(import.meta.dirname, '..', '..', 'sdk');
const tsconfig = path.join(sdk, 'tsconfig.build.json');

const OPTIONS: TypeDocOptions & Partial<PluginOptions> = {
  tsconfig,
  plugin: ['typedoc-plugin-markdown'],
  logLevel: 'Error',
  readme: 'none',
  // Shapes of the contract, which the pages of the endpoints describe.
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
 * The reference of the SDK, a page for each export, by its path from the repository's root.
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
  describeMethods(project, methods);
  const folder = mkdtempSync(path.join(tmpdir(), 'sdk-reference-'));
  try {
    await app.outputs.writeOutput({ name: 'markdown', path: folder }, project);
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((page) => /^sdk.*\.md$/.test(page));
    const texts = new Map(pages.map((page) => [page.replaceAll(path.sep, '/'), textOf(folder, page, methods)]));
    texts.set(
      'sdk/index.md',
      sdkIndex(texts, new Set([...methods.values()].map((method) => method.split('.')[0] ?? ''))),
    );
    return new Map([...texts].map(([page, text]) => [`docs/reference/${page}`, text]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function programOf(files: string[]): ts.Program {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, sdk);
  return ts.createProgram(files, options);
}

/**
 * Adds to each method the endpoint that it calls, the fields that it takes and returns, and the errors that it throws.
 * A method that calls several endpoints takes the same fields as the method with the same parameter.
 */
function describeMethods(project: ProjectReflection, methods: ReadonlyMap<string, string>): void {
  const signatures = project.getReflectionsByKind(ReflectionKind.Method).flatMap((method) => {
    const call = `${resourceOf(method.parent?.name ?? '')}.${method.name}`;
    return method.isDeclaration() ? (method.signatures ?? []).map((signature) => ({ call, signature })) : [];
  });
  const operationOf = (call: string) => operations.find(({ operationId }) => methods.get(operationId) === call);
  const fieldsByType = new Map<string, string>();
  for (const { call, signature } of signatures) {
    const operation = operationOf(call);
    if (operation) fieldsByType.set(fieldsTypeOf(signature), takenFields(operation));
  }
  for (const { call, signature } of signatures) {
    const operation = operationOf(call);
    const notes = [
      [
        '@calls',
        operation && `[\`${operation.method} ${operation.path}\`](${path.posix.join('../..', addressOf(operation))})`,
      ],
      ['@fields', fieldsByType.get(fieldsTypeOf(signature))],
      ['@result', operation && givenFields(operation)],
      ['@errors', operation && thrownErrors(operation)],
    ] as const;
    const tags = notes.flatMap(([tag, text]) => (text ? [new CommentTag(tag, [{ kind: 'text', text }])] : []));
    signature.comment?.blockTags.unshift(...tags);
  }
}

/** The name of the type of a method's fields, such as `ListOrdersFields`. */
function fieldsTypeOf({ parameters = [] }: SignatureReflection): string {
  const type = parameters.find(({ name }) => name === 'fields')?.type;
  return type?.type === 'reference' ? type.name : '';
}

/** The client's property for a resource: `salesChannels` for `SalesChannels`. */
function resourceOf(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/**
 * A page; another test checks its code, which consists of examples. The page of a resource ends with the returned
 * shapes.
 */
function textOf(folder: string, page: string, methods: ReadonlyMap<string, string>): string {
  const text = readFileSync(path.join(folder, page), 'utf8').replaceAll(/^```ts$/gm, '```typescript');
  const resource = resourceOf(path.basename(page, '.md'));
  const own = operations.filter(({ operationId }) => methods.get(operationId)?.startsWith(`${resource}.`));
  const shapes = shapesOf(own);
  const linked = text.replaceAll(/(?<=\\<)`(\w+)`(?=\\>)/g, (code, name) =>
    shapes.includes(`\n### ${name}\n`) ? `[${code}](#${name.toLowerCase()})` : code,
  );
  return shapes ? `${linked.trimEnd()}\n\n${shapes}\n` : text;
}
