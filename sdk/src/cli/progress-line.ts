import type { Output } from './output.ts';

const BAR_WIDTH = 24;
/** Milliseconds between two updates of the terminal. */
const PAUSE_MS = 100;
/** Moves to the beginning of the line and clears it. */
const WIPE = '\r\u001b[K';

/** A line at the bottom of a terminal that shows progress. Does nothing where there is no terminal. */
export class ProgressLine {
  readonly #output: Output;
  readonly #shown: boolean;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #drawn = false;

  constructor(output: Output, shown: boolean) {
    this.#output = output;
    this.#shown = shown;
  }

  /** @param share the completed share, from 0 to 1; undefined where it is unknown */
  show(what: string, share: number | undefined): void {
    const now = performance.now();
    if (!this.#shown || (now - this.#drawnAt < PAUSE_MS && share !== 1)) return;
    this.#drawnAt = now;
    this.#drawn = true;
    const line = share === undefined ? what : `${barOf(share)} ${what}`;
    this.#output.write(WIPE + line.slice(0, (this.#output.columns ?? 80) - 1));
  }

  /** Clears the line, so that other text can be written. */
  clear(): void {
    if (!this.#drawn) return;
    this.#drawn = false;
    this.#drawnAt = Number.NEGATIVE_INFINITY;
    this.#output.write(WIPE);
  }
}

function barOf(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_WIDTH - full)}] ${String(Math.floor(share * 100)).padStart(3)} %`;
}

/** Bytes in a form for people: `12.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
