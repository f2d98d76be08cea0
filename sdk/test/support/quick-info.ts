import path from 'node:path';
import ts from 'typescript';

/** The hover text of an editor for a name: its declaration, its comment, and the comment's tags, such as `@example`. */
export interface QuickInfo {
  declaration: string;
  text: string;
  tags: Record<string, string[]>;
}

/** The language service of a project, as editors use it, with one program in it. */
export class Editor {
  readonly #service: ts.LanguageService;
  readonly #file: string;
  readonly #program: string;

  /**
   * @param folder a project that has the packages which the program imports
   * @param program its text; each name to look at stands behind a mark such as `/*1*\/`
   */
  constructor(folder: string, program: string) {
    this.#file = path.join(folder, 'editor.mts');
    this.#program = program;
    const options: ts.CompilerOptions = {
      strict: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ['node'],
    };
    const files: ts.LanguageServiceHost = {
      getCompilationSettings: () => options,
      getScriptFileNames: () => [this.#file],
      getScriptVersion: () => '1',
      getScriptSnapshot: (file) => {
        const text = file === this.#file ? program : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
      fileExists: (file) => file === this.#file || ts.sys.fileExists(file),
      readFile: (file) => (file === this.#file ? program : ts.sys.readFile(file)),
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      realpath: ts.sys.realpath ?? ((file) => file),
    };
    this.#service = ts.createLanguageService(files);
  }

  /** Errors of the program. */
  problems(): string[] {
    return this.#service
      .getSemanticDiagnostics(this.#file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  /**
   * The hover text of the name after a mark.
   *
   * @throws Error if there is none
   */
  at(mark: string): QuickInfo {
    const sign = `/*${mark}*/`;
    const position = this.#program.indexOf(sign) + sign.length;
    const info = this.#service.getQuickInfoAtPosition(this.#file, position);
    if (!info) throw new Error(`Nothing is shown at ${sign}`);
    const tags: Record<string, string[]> = {};
    for (const { name, text } of info.tags ?? []) tags[name] = [...(tags[name] ?? []), ts.displayPartsToString(text)];
    return {
      declaration: ts.displayPartsToString(info.displayParts),
      text: ts.displayPartsToString(info.documentation),
      tags,
    };
  }
}
