import { once } from 'node:events';
import type { Output } from './output.ts';
import { ProgressLine } from './progress-line.ts';

/** Where a command writes: results to stdout, everything else to stderr. */
export class Terminal {
  /** Whether results are printed as JSON. */
  readonly json: boolean;
  /** Shown only on a terminal, and never with JSON. */
  readonly progress: ProgressLine;
  readonly #stdout: Output;
  readonly #stderr: Output;

  constructor(stdout: Output, stderr: Output, json: boolean) {
    this.json = json;
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.progress = new ProgressLine(stderr, stderr.isTTY === true && !json);
  }

  /** Writes a part of the result unchanged, and waits until there is room for more. */
  async write(part: string | Uint8Array): Promise<void> {
    this.progress.clear();
    if (!this.#stdout.write(part)) await once(this.#stdout, 'drain');
  }

  /** Writes a line of the result. */
  print(line = ''): Promise<void> {
    return this.write(`${line}\n`);
  }

  /** Writes the result as JSON, on one line. */
  printJson(result: unknown): Promise<void> {
    return this.print(JSON.stringify(result));
  }

  /** Prints information for people that is not part of the result. */
  note(line: string): void {
    if (!this.json) this.complain(line);
  }

  /** Prints an error. */
  complain(line: string): void {
    this.progress.clear();
    this.#stderr.write(`${line}\n`);
  }

  /** Whether results are shown on a terminal instead of written to a file or a pipe. */
  get isWatched(): boolean {
    return this.#stdout.isTTY === true;
  }
}
