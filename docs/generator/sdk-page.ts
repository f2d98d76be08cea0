import path from 'node:path';
import ts from 'typescript';
import { type OperationName, operations } from './api-operations.ts';
import { addressOf } from './endpoint-pages.ts';
import { markdownTable } from './markdown-table.ts';
import { oneLine, type SdkMethod, type SdkResource, sdkResources, signatureOf } from './sdk-methods.ts';
import { type Doc, docOf, type Exported, entryPoints, exportsOf, isPublic } from './sdk-sources.ts';

const INTRODUCTION = `# The SDK

Everything that \`@commerce-integration/sdk\` exports, from its sources. [Its README](../../sdk/README.md) shows how to
use it.

An ID that the path of an endpoint has stands first among the arguments, then the fields of the contract, under their
names on the wire, then the options of the SDK. The fields are those of the endpoint, which each method names.`;

/** The reference page of the SDK: every resource with its methods, and everything else that is exported. */
export function sdkPage(resources: SdkResource[]): string {
  const [[, main = ''] = [], ...others] = entryPoints();
  const exported = exportsOf(main).filter(({ node }) => !isResource(node) && !isOfTheContract(node));
  const isError = ({ name }: Exported) => name.endsWith('Error');
  const isClass = ({ node }: Exported) => ts.isClassDeclaration(node);
  const parts = [
    INTRODUCTION,
    ...resources.flatMap(resourceText),
    '## Classes',
    ...exported.filter((one) => isClass(one) && !isError(one)).map(exportText),
    '## Options and results',
    ...exported.filter((one) => !isClass(one)).map(exportText),
    '## Errors',
    errorsTable(exported.filter(isError)),
    ...others.flatMap(([entry, file]) => entryText(entry, file, exported)),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** The examples in the docstrings of everything on the page, by the name of what they are about. */
export function sdkExamples(): { name: string; example: string }[] {
  const exported = [...entryPoints().values()].flatMap(exportsOf).map(({ name, node }) => ({ name, doc: docOf(node) }));
  const methods = sdkResources().flatMap((resource) => resource.methods.map(({ call, doc }) => ({ name: call, doc })));
  return [...exported, ...methods]
    .map(({ name, doc }) => ({ name, example: doc.example }))
    .filter(({ example }) => example !== '');
}

function resourceText({ name, text, methods }: SdkResource): string[] {
  return [`## \`${name}\``, text, ...methods.map(methodText)];
}

function methodText({ call, signature, doc, endpoints }: SdkMethod): string {
  const owner = call.slice(0, call.lastIndexOf('.'));
  const parts = [`### \`${call}\``, typescript(`${owner}.${signature}`), doc.text, callsText(endpoints), docTags(doc)];
  return parts.filter(Boolean).join('\n\n');
}

function callsText(endpoints: OperationName[]): string {
  const links = endpoints
    .flatMap((name) => operations.filter(({ operationId }) => operationId === name))
    .map((operation) => `[\`${operation.method} ${operation.path}\`](${addressOf(operation)})`);
  return links.length > 0 ? `Calls ${links.join(', ')}.` : '';
}

function docTags({ throws, example }: Doc): string {
  const thrown = throws.replaceAll('\n', ' ').replace(/\.$/, '');
  return [throws && `Throws ${thrown}.`, example && typescript(example)].filter(Boolean).join('\n\n');
}

/** What another entry point than the main one exports, and the main one does not. */
function entryText(entry: string, file: string, known: Exported[]): string[] {
  const name = `@commerce-integration/sdk${entry.slice(1)}`;
  const own = exportsOf(file).filter(
    ({ node }) => !isOfTheContract(node) && !known.some((other) => other.node === node),
  );
  return [`## \`${name}\``, ...own.map(exportText)];
}

/** A class whose methods have a part of their own. */
function isResource(node: ts.Node): boolean {
  return ts.isClassDeclaration(node) && fileOf(node).includes('/resources/');
}

/** A shape of the contract, which the page of its endpoint describes. */
function isOfTheContract(node: ts.Node): boolean {
  return fileOf(node).endsWith('/wire-types.ts');
}

function fileOf(node: ts.Node): string {
  return node.getSourceFile().fileName.replaceAll(path.sep, '/');
}

function exportText({ name, node }: Exported): string {
  const doc = docOf(node);
  const parts = [`### \`${name}\``, doc.text, shapeOf(node), docTags(doc)];
  return parts.filter(Boolean).join('\n\n');
}

function shapeOf(node: Exported['node']): string {
  if (ts.isFunctionDeclaration(node)) return typescript(signatureOf(node));
  if (ts.isTypeAliasDeclaration(node)) return typescript(aliasText(node));
  if (ts.isClassDeclaration(node)) return classText(node);
  // Of a constant its docstring says enough: its value is the SDK's own business.
  if (ts.isVariableStatement(node)) return '';
  const rows = node.members.flatMap((member) => {
    if (ts.isMethodSignature(member)) return [[`\`${signatureOf(member, Infinity)}\``, 'method', docOf(member).text]];
    return ts.isPropertySignature(member) ? [propertyRow(member)] : [];
  });
  const base = node.heritageClauses?.flatMap(({ types }) => types.map((type) => `\`${type.getText()}\``)) ?? [];
  const inherited = base.length > 0 ? `All of ${base.join(' and ')}, and:\n\n` : '';
  return rows.length === 0 ? inherited : `${inherited}${markdownTable(['name', 'type', 'what it is'], rows)}`;
}

/** A type as it is written; of the elements of a constant, the elements. */
function aliasText(node: ts.TypeAliasDeclaration): string {
  const text = node.getText().replace(/^export /, '');
  const constant = /\(typeof (\w+)\)\[number\]/.exec(text);
  if (!constant) return text;
  const elements = new RegExp(`const ${constant[1]} = \\[(.+?)\\] as const`, 's').exec(node.getSourceFile().text)?.[1];
  return elements === undefined ? text : text.replace(constant[0], elements.trim().replaceAll(/,\s*/g, ' | '));
}

function propertyRow(property: ts.PropertySignature | ts.PropertyDeclaration): string[] {
  const { text, byDefault } = docOf(property);
  const type = oneLine(property.type)
    .replace(/ \| undefined$/, '')
    .replace(/^\((\(.*)\)$/, '$1');
  const usual = byDefault ? ` Default: ${/[\s]/.test(byDefault) ? byDefault : `\`${byDefault}\``}.` : '';
  return [`\`${property.name.getText()}${property.questionToken ? '?' : ''}\``, `\`${type}\``, `${text}${usual}`];
}

/** The methods of a class that callers use; those of every promise go without saying. */
function classText(node: ts.ClassDeclaration): string {
  const known = ['then', 'catch', 'finally'];
  const rows = node.members
    .filter(ts.isMethodDeclaration)
    .filter((method) => isPublic(method) && !known.includes(method.name.getText()))
    .filter(({ modifiers = [] }) => !modifiers.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword))
    .map((method) => [`\`${signatureOf(method, Infinity)}\``, docOf(method).text]);
  return rows.length === 0 ? '' : markdownTable(['method', 'what it does'], rows);
}

function errorsTable(errors: Exported[]): string {
  const rows = errors.map(({ name, node }) => {
    const own = ts.isClassDeclaration(node) ? node.members.filter(ts.isPropertyDeclaration).filter(isPublic) : [];
    const fields = own.map((property) => property.name.getText()).filter((field) => field !== 'name');
    return [`\`${name}\``, docOf(node).text, fields.map((field) => `\`${field}\``).join(', ')];
  });
  return markdownTable(['class', 'when', 'what it holds of its own'], rows);
}

function typescript(text: string): string {
  return `\`\`\`typescript\n${text}\n\`\`\``;
}
