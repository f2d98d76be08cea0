import { once } from 'node:events';
import type { Output } from './output.ts';
import { OutputFile } from './output-file.ts';
import { ProgressLine } from './progress-line.ts';

/** How results are written. */
export interface TerminalStyle {
  /** Whether results are printed as JSON. */
  json?: boolean;
  /** Whether there are neither notes nor progress. */
  quiet?: boolean;
}

/** Where a command writes: results to stdout or a file, everything else to stderr. */
export class Terminal {
  readonly #stdout: Output;
  readonly #stderr: Output;
  #style: TerminalStyle;
  #progress: ProgressLine;
  #file: OutputFile | undefined;

  constructor(stdout: Output, stderr: Output, style: TerminalStyle = {}) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.#style = style;
    this.#progress = progressLine(stderr, style);
  }

  /** Has results written in another style from now on. */
  useStyle(style: TerminalStyle): void {
    this.#style = style;
    this.#progress = progressLine(this.#stderr, style);
  }

  get json(): boolean {
    return this.#style.json === true;
  }

  /** Shown only on a terminal, and never with JSON. */
  get progress(): ProgressLine {
    return this.#progress;
  }

  /** Has the result written to a file from now on; `-` is stdout. @throws UsageError, Error of `node:fs` */
  async writeTo(file: string): Promise<void> {
    this.#file = file === '-' ? undefined : await OutputFile.open(file);
  }

  /** Ends the result: its file gets its name, or is removed where the command has failed. */
  async end(isWhole: boolean): Promise<void> {
    this.progress.clear();
    const file = this.#file;
    this.#file = undefined;
    await (isWhole ? file?.complete() : file?.discard());
  }

  /** Writes a part of the result unchanged, and waits until there is room for more. */
  async write(part: string | Uint8Array): Promise<void> {
    if (this.#file) return this.#file.write(part);
    this.progress.clear();
    if (!this.#stdout.write(part)) await once(this.#stdout, 'drain');
  }

  /** Writes a line of the result. */
  print(line = ''): Promise<void> {
    return this.write(`${line}\n`);
  }

  /** Writes the result as JSON: for programs on one line, for people on several. */
  printJson(result: unknown): Promise<void> {
    return this.print(JSON.stringify(result, null, this.isWatched ? 2 : undefined));
  }

  /** Prints information for people that is not part of the result. */
  note(line: string): void {
    if (!this.json && !this.#style.quiet) this.complain(line);
  }

  /** Prints an error. */
  complain(line: string): void {
    this.progress.clear();
    this.#stderr.write(`${line}\n`);
  }

  /** Shows a question, or ends its line. */
  ask(text: string): void {
    this.#stderr.write(text);
  }

  /** Whether results are shown on a terminal instead of written to a file or a pipe. */
  get isWatched(): boolean {
    return this.#stdout.isTTY === true && !this.#file;
  }

  /** Characters of a line; undefined where lines may be of any length. */
  get width(): number | undefined {
    return this.isWatched ? (this.#stdout.columns ?? 80) : undefined;
  }

  /** Whether results may have colours. */
  get hasColours(): boolean {
    return this.isWatched && this.#stdout.hasColors?.() === true;
  }
}

function progressLine(stderr: Output, { json, quiet }: TerminalStyle): ProgressLine {
  return new ProgressLine(stderr, stderr.isTTY === true && !json && !quiet);
}
