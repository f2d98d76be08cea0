import type { Output } from './output.ts';

const BAR_WIDTH = 24;
/** Milliseconds between two updates of the terminal. */
const PAUSE_MS = 100;
/** Milliseconds from which on a rate says something. */
const RATE_AFTER_MS = 1_000;
/** Moves to the beginning of the line and clears it. */
const WIPE = '\r\u001b[K';

/** How far something is. */
export interface Measure {
  done: number;
  /** Undefined where the end is unknown. */
  total?: number | undefined;
  /** `bytes` are shown as megabytes; anything else is a word such as `rows`. */
  unit: string;
}

/** A line at the bottom of a terminal that shows progress. Does nothing where there is no terminal. */
export class ProgressLine {
  readonly #output: Output;
  readonly #shown: boolean;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #drawn = false;
  /** What is under way, and where it was when it was first shown. */
  #begin = { what: '', at: 0, done: 0 };

  constructor(output: Output, shown: boolean) {
    this.#output = output;
    this.#shown = shown;
  }

  /** @param what what is under way: `acme.csv sent`. Its rate is that since it was shown first. */
  show(what: string, measure: Measure): void {
    if (!this.#shown) return;
    const now = performance.now();
    const { done, total } = measure;
    if (this.#begin.what !== what || done < this.#begin.done) this.#begin = { what, at: now, done };
    if (now - this.#drawnAt < PAUSE_MS && done !== total) return;
    this.#drawnAt = now;
    this.#drawn = true;
    const bar = total ? `${barOf(done / total)} ` : '';
    const line = [`${bar}${what}`, amountText(measure), ...this.#rate(measure, now)].join(', ');
    this.#output.write(WIPE + line.slice(0, (this.#output.columns ?? 80) - 1));
  }

  /** Clears the line, so that other text can be written. */
  clear(): void {
    if (!this.#drawn) return;
    this.#drawn = false;
    this.#drawnAt = Number.NEGATIVE_INFINITY;
    this.#output.write(WIPE);
  }

  /** The rate, and the time that is left at this rate. */
  #rate({ done, total, unit }: Measure, now: number): string[] {
    const seconds = (now - this.#begin.at) / 1_000;
    const rate = (done - this.#begin.done) / seconds;
    if (seconds * 1_000 < RATE_AFTER_MS || rate <= 0) return [];
    const left = total === undefined || done >= total ? [] : [`${timeText((total - done) / rate)} left`];
    return [unit === 'bytes' ? `${megabytes(rate)}/s` : `${Math.round(rate)} ${unit}/s`, ...left];
  }
}

function barOf(share: number): string {
  const bounded = Math.min(1, Math.max(0, share));
  const full = Math.round(bounded * BAR_WIDTH);
  const percent = String(Math.floor(bounded * 100)).padStart(3);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_WIDTH - full)}] ${percent} %`;
}

function amountText({ done, total, unit }: Measure): string {
  const of = total === undefined ? '' : ` of ${unit === 'bytes' ? megabytes(total) : total}`;
  if (unit === 'bytes') return of ? `${(done / 1_000_000).toFixed(1)}${of}` : megabytes(done);
  return `${done}${of} ${unit}`;
}

function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3_600 ? `${Math.ceil(whole / 60)} min` : `${(whole / 3_600).toFixed(1)} h`;
}

/** Bytes in a form for people: `12.3 MB`. */
function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
