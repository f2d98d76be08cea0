import path from 'node:path';
import ts from 'typescript';

const FORMAT =
  ts.NodeBuilderFlags.NoTruncation | ts.NodeBuilderFlags.InTypeAlias | ts.NodeBuilderFlags.MultilineObjectLiterals;

/**
 * The exported types of a module, each written out in full, with its comment: declarations without imports.
 *
 * The types of the contract are computed from those of its libraries, whose declarations some compilers reject. Users
 * of the SDK must not see these errors.
 *
 * @param fileName the module
 * @param tsconfig the project it belongs to
 */
export function flatDeclarations(fileName: string, tsconfig: string): string {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(tsconfig));
  const program = ts.createProgram([fileName], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(fileName);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${fileName} is no module`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => declarationOf(symbol, checker, source))
    .join('\n');
}

function declarationOf(symbol: ts.Symbol, checker: ts.TypeChecker, source: ts.SourceFile): string {
  const type = checker.typeToTypeNode(checker.getDeclaredTypeOfSymbol(symbol), source, FORMAT);
  const text = type && ts.createPrinter().printNode(ts.EmitHint.Unspecified, type, source);
  if (!text || /\bimport\(|\bcore\.|\bany\b/.test(text))
    throw new Error(`${symbol.name} cannot be written out in full: ${text}`);
  const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  return `/** ${comment} */\nexport type ${symbol.name} = ${text};`;
}
