import type { Output } from './output.ts';

const BAR_WIDTH = 24;
/** A terminal is not drawn more often than this, in milliseconds. */
const PAUSE_MS = 100;
/** Back to the line's beginning, and wipe it. */
const WIPE = '\r\u001b[K';

/** One line at the bottom of a terminal that says how far something is. Does nothing where there is no terminal. */
export class ProgressLine {
  readonly #output: Output;
  readonly #shown: boolean;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #drawn = false;

  constructor(output: Output, shown: boolean) {
    this.#output = output;
    this.#shown = shown;
  }

  /** @param share how much is done, from 0 to 1; undefined where nobody knows */
  show(what: string, share: number | undefined): void {
    const now = performance.now();
    if (!this.#shown || (now - this.#drawnAt < PAUSE_MS && share !== 1)) return;
    this.#drawnAt = now;
    this.#drawn = true;
    const line = share === undefined ? what : `${barOf(share)} ${what}`;
    this.#output.write(WIPE + line.slice(0, (this.#output.columns ?? 80) - 1));
  }

  /** Takes the line away, so that other text can be written. */
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

/** Bytes as people read them: `12.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
