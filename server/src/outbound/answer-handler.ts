import { KEPT_BODY_LENGTH } from '@commerce-integration/contract';
import { withoutNul } from '@commerce-integration/contract/rules';
import type { Dispatcher } from 'undici';

/** What is kept of an answer. */
export interface OutboundAnswer {
  responseCode: number;
  responseHeaders: Record<string, string>;
  /** The first 2,000 characters. */
  responseBody: string;
  /** Seconds to wait that the receiver asked for. */
  retryAfterSeconds: number | null;
}

type Headers = Record<string, string | string[] | undefined>;

/** Bytes of an answer that are read, for its first characters, and how long they are waited for. */
const READ_BYTES = 4 * KEPT_BODY_LENGTH;
const READ_MS = 1_000;
const KEPT_HEADERS = 50;
/** The longest wait that a receiver may ask for. */
const MOST_RETRY_AFTER = 24 * 3_600;

/**
 * Receives one answer from undici, of which it reads the first characters: without the stream that `request` makes of a
 * body, which costs as much as the rest of a short call.
 */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #ended: (answer: OutboundAnswer) => void;
  readonly #failed: (error: Error) => void;
  readonly #chunks: Buffer[] = [];
  readonly #timeout: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #response: { readonly code: number; readonly headers: Headers } | undefined;
  #bytes = 0;
  #isOver = false;
  #reading: NodeJS.Timeout | undefined;

  /** Calls one of the two functions, once. */
  constructor(timeoutMs: number, ended: (answer: OutboundAnswer) => void, failed: (error: Error) => void) {
    this.#ended = ended;
    this.#failed = failed;
    this.#timeout = setTimeout(() => this.#fail(new DOMException('No answer in time', 'TimeoutError')), timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The time was over before there was a connection.
    if (this.#isOver) this.#stop();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, code: number, headers: Headers): void {
    // Early hints and the like: the answer comes later.
    if (code < 200) return;
    this.#response = { code, headers };
    this.#reading = setTimeout(() => this.#end(), READ_MS);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= READ_BYTES) this.#end();
  }

  onResponseEnd(): void {
    this.#settle();
  }

  /** The status decides where it has come; of a body that breaks off, what was read is kept. */
  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#response) this.#settle();
    else this.#fail(error);
  }

  /** Ends the answer with what was read, and the connection with it. */
  #end(): void {
    this.#settle();
    this.#stop();
  }

  #settle(): void {
    if (!this.#response || this.#over()) return;
    const { code, headers } = this.#response;
    this.#ended({
      responseCode: code,
      responseHeaders: keptHeaders(headers),
      retryAfterSeconds: retryAfter(headers['retry-after']),
      responseBody: this.#bytes === 0 ? '' : firstCharacters(this.#chunks),
    });
  }

  #fail(error: Error): void {
    if (this.#response) this.#settle();
    else if (!this.#over()) this.#failed(error);
    this.#stop();
  }

  #stop(): void {
    this.#controller?.abort(new DOMException('No more is read', 'AbortError'));
  }

  /** @returns whether it was over before */
  #over(): boolean {
    if (this.#isOver) return true;
    this.#isOver = true;
    clearTimeout(this.#timeout);
    clearTimeout(this.#reading);
    return false;
  }
}

function keptHeaders(headers: Headers): Record<string, string> {
  const all = Object.entries(headers).slice(0, KEPT_HEADERS);
  return Object.fromEntries(
    all.map(([name, value]) => [name, withoutNul(String(value ?? '').slice(0, KEPT_BODY_LENGTH))]),
  );
}

/** Seconds of a `Retry-After` (RFC 9110), given as seconds or as a date; null for none, or one that cannot be read. */
function retryAfter(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), MOST_RETRY_AFTER);
}

function firstCharacters(chunks: readonly Buffer[]): string {
  return withoutNul(Buffer.concat(chunks).toString('utf8').slice(0, KEPT_BODY_LENGTH)).toWellFormed();
}
