import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const sdk = path.resolve(import.meta.dirname, '..', '..', 'sdk');

/** Something that the SDK exports, where it is declared. */
export interface Exported {
  name: string;
  node: Declared;
}

type Declared =
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.FunctionDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableStatement;

/** What a docstring says. */
export interface Doc {
  text: string;
  throws: string;
  example: string;
  byDefault: string;
}

const parsed = new Map<string, ts.SourceFile>();

/** The file that `import … from '@commerce-integration/sdk<entry>'` reads, by the entry: `.`, `./node`. */
export function entryPoints(): Map<string, string> {
  const { exports: entries } = JSON.parse(readFileSync(path.join(sdk, 'package.json'), 'utf8')) as {
    exports: Record<string, string>;
  };
  return new Map(
    Object.entries(entries)
      .filter(([, file]) => file.endsWith('.ts'))
      .map(([entry, file]) => [entry, path.join(sdk, file)]),
  );
}

export function sourceFile(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

/** What a module exports, itself or from other modules of the SDK, in the order of its text. */
export function exportsOf(file: string): Exported[] {
  return sourceFile(file).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return exportedFrom(file, statement);
    if (!isDeclared(statement) || !isExport(statement)) return [];
    const names = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return names.map(({ name }) => ({ name: name?.getText() ?? 'default', node: statement }));
  });
}

/** The class that a module of the SDK imports or declares under a name. */
export function classNamed(file: string, name: string): ts.ClassDeclaration | undefined {
  const node = exportsOf(moduleOf(file, name) ?? file).find((exported) => exported.name === name)?.node;
  return node && ts.isClassDeclaration(node) ? node : undefined;
}

export function docOf(node: ts.Node): Doc {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  const tag = (name: string) =>
    ts
      .getJSDocTags(node)
      .filter(({ tagName }) => tagName.text === name)
      .map((found) => textOf(found.comment))
      .join('\n');
  return { text: textOf(comment?.comment), throws: tag('throws'), example: tag('example'), byDefault: tag('default') };
}

/** Whether a member of a class is for those who use it. */
export function isPublic(member: ts.ClassElement | ts.ConstructorDeclaration): boolean {
  if (member.name && ts.isPrivateIdentifier(member.name)) return false;
  const hidden = ts.SyntaxKind.PrivateKeyword;
  if (ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === hidden)) return false;
  return !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
}

function exportedFrom(file: string, { moduleSpecifier, exportClause }: ts.ExportDeclaration): Exported[] {
  const from = moduleSpecifier && localModule(file, moduleSpecifier);
  if (!from) return [];
  const all = exportsOf(from);
  if (!exportClause || !ts.isNamedExports(exportClause)) return all;
  const names = exportClause.elements.map(({ name }) => name.text);
  return all.filter(({ name }) => names.includes(name)).sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

function moduleOf(file: string, name: string): string | undefined {
  const found = sourceFile(file).statements.find(
    (statement): statement is ts.ImportDeclaration =>
      ts.isImportDeclaration(statement) && importedNames(statement).includes(name),
  );
  return found && localModule(file, found.moduleSpecifier);
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
}

function localModule(file: string, specifier: ts.Expression): string | undefined {
  if (!ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return undefined;
  const module = path.resolve(path.dirname(file), specifier.text);
  return existsSync(module) ? module : undefined;
}

function isDeclared(node: ts.Node): node is Declared {
  return (
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isVariableStatement(node)
  );
}

function isExport(node: Declared): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? '').replaceAll(/\{@link (\w+)\}/g, '`$1`').trim();
}
