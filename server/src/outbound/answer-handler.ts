import { KEPT_BODY_LENGTH } from '@commerce-integration/contract';
import { withoutNul } from '@commerce-integration/contract/rules';
import type { Dispatcher } from 'undici';

/** The stored parts of a response. */
export interface OutboundAnswer {
  responseCode: number;
  responseHeaders: Record<string, string>;
  /** The first 2,000 characters. */
  responseBody: string;
  /** The wait that the receiver requested, in seconds. */
  retryAfterSeconds: number | null;
}

type Headers = Record<string, string | string[] | undefined>;

/** The most bytes to read of a response for its first characters, and how long to wait for them. */
const READ_BYTES = 4 * KEPT_BODY_LENGTH;
const READ_MS = 1_000;
const KEPT_HEADERS = 50;
/** The longest accepted wait. */
const MOST_RETRY_AFTER = 24 * 3_600;

/**
 * Receives one response from undici and reads its first characters. Does not use the body stream of `request`, which
 * costs as much as the rest of a short call.
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
    // The timeout fired before there was a connection.
    if (this.#isOver) this.#stop();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, code: number, headers: Headers): void {
    // Informational responses such as early hints precede the actual one.
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

  /** Once the status has arrived, it decides; of a truncated body, what was read is kept. */
  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#response) this.#settle();
    else this.#fail(error);
  }

  /** Ends the response with what was read, and closes the connection. */
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

  /** @returns whether it had already ended */
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

/** The seconds of a `Retry-After` (RFC 9110), given as seconds or as a date; null if it is missing or unreadable. */
function retryAfter(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), MOST_RETRY_AFTER);
}

function firstCharacters(chunks: readonly Buffer[]): string {
  return withoutNul(Buffer.concat(chunks).toString('utf8').slice(0, KEPT_BODY_LENGTH)).toWellFormed();
}
