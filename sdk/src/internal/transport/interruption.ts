import { AbortError, ConnectionError, TimeoutError } from '../../errors/errors.ts';
import { programError } from './network-failure.ts';
import { timerDelay } from './sleep.ts';

/** Takes the listener of a try off its caller's signal, where nobody read its answer to the end and it was forgotten. */
const forgotten =
  typeof FinalizationRegistry === 'function' ? new FinalizationRegistry<() => void>((remove) => remove()) : undefined;

/**
 * What may end one try early: the caller's signal, or its time. Holds a listener on the caller's signal and a timer
 * until `end` is called.
 */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #timeoutMs: number;
  /** Holds the try weakly: a signal may live as long as the program. */
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #late = false;

  constructor(caller: AbortSignal | undefined, timeoutMs: number) {
    this.#caller = caller;
    this.#timeoutMs = timeoutMs;
    const stop = weakStop(this);
    this.#stop = stop;
    if (caller?.aborted) this.stop();
    else if (caller) {
      caller.addEventListener('abort', stop, { once: true });
      forgotten?.register(this, () => caller.removeEventListener('abort', stop));
    }
    this.restart();
  }

  /** The signal to hand to `fetch`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Counts the time from now on. */
  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#late = true;
      this.stop();
    }, timerDelay(this.#timeoutMs));
  }

  /** Counts no time until `restart`: nobody is waiting for the other side. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Ends what is still under way: an upload that has been refused need not be sent to its end. */
  stop(): void {
    this.#controller.abort();
  }

  /** Lets go of signal and timer. */
  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#stop);
  }

  /** Settles as `work` does, or rejects as soon as this fires: not every `fetch` minds its signal. */
  race<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    return new Promise<T>((resolve, reject) => {
      const stop = () => reject(new Error('interrupted'));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  /**
   * The typed error for what ended the try, or the error itself where a mistake of the program ended it. `what` names
   * the call, such as `GET /jobs/JV00001`.
   */
  explain(cause: unknown, what: string, requestId: string | undefined): unknown {
    if (this.#caller?.aborted) return new AbortError(this.#caller);
    if (this.#late)
      return new TimeoutError(`${what} took longer than ${this.#timeoutMs} ms.`, this.#timeoutMs, { requestId });
    if (cause instanceof ConnectionError) return cause;
    return (
      programError(cause, what) ??
      new ConnectionError(`${what} got no answer: ${reasonOf(cause)}.`, { requestId, cause })
    );
  }
}

/** Stops a try, and does not keep it in memory, where the runtime can do so. */
function weakStop(interruption: Interruption): () => void {
  return typeof WeakRef === 'function' ? stopOf(new WeakRef(interruption)) : () => interruption.stop();
}

/** By itself, since all functions that are made in one place keep everything that any of them needs. */
function stopOf(interruption: WeakRef<Interruption>): () => void {
  return () => interruption.deref()?.stop();
}

/** The reason at the bottom of the chain: `fetch failed` alone helps nobody. */
export function reasonOf(error: unknown): string {
  let deepest = error;
  for (let depth = 0; depth < 5 && deepest instanceof Error && deepest.cause instanceof Error; depth++)
    deepest = deepest.cause;
  if (!(deepest instanceof Error)) return String(deepest);
  const code = (deepest as { code?: unknown }).code;
  const message = wordsOf(deepest.message) || deepest.name;
  return typeof code === 'string' && !message.includes(code) ? `${message} (${code})` : message;
}

/** OpenSSL's own messages are of fields for machines, and end with a line end: the reason stands among them. */
function wordsOf(message: string): string {
  const reason = /^(?:[0-9A-F]+:)?error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/i.exec(message)?.[1];
  if (reason === undefined) return message;
  return /wrong version number|packet length too long/i.test(reason)
    ? `${reason.trim()}, as from a server that speaks http and not https`
    : reason.trim();
}
