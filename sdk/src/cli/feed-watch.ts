import { createHash } from 'node:crypto';
import type { CommerceClient } from '../client.ts';
import { ApiError } from '../errors/api-error.ts';
import { ConnectionError, TimeoutError } from '../errors/errors.ts';
import { WaitTimeoutError } from '../errors/wait-errors.ts';
import type { FeedFields, Job } from '../internal/types/wire-types.ts';
import { fromPath } from '../node.ts';
import { showProgress } from './feeds-upload.ts';
import { showJob } from './jobs-wait.ts';
import { reportError } from './report-error.ts';
import type { Terminal } from './terminal.ts';
import type { WatchState } from './watch-state.ts';
import type { SeenFile, WatchedFolder } from './watched-folder.ts';

/** What a watch needs. */
export interface FeedWatchParts {
  client: CommerceClient;
  fields: FeedFields;
  folder: WatchedFolder;
  state: WatchState;
  /** The destination of the feeds: part of each upload's idempotency key. */
  target: string;
  terminal: Terminal;
  signal: AbortSignal;
}

/** The first and longest pause after an error that the file did not cause, in milliseconds. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/** Sends the complete feeds of a folder, one after the other, and records the outcome of each. */
export class FeedWatch {
  loaded = 0;
  /** Number of files that the API refused, or whose load failed. */
  failed = 0;
  /** The error that kept the last file from being sent, if the file did not cause it. */
  trouble: unknown;
  readonly #parts: FeedWatchParts;
  #pauseMs = FIRST_PAUSE_MS;
  #pausedUntil = 0;

  constructor(parts: FeedWatchParts) {
    this.#parts = parts;
  }

  /** Scans the folder once, and sends new complete files. @throws AbortError when the signal fires */
  async round(): Promise<void> {
    const { folder, state } = this.#parts;
    const files = await folder.look();
    state.keep(folder.names);
    for (const file of files) {
      const known = state.of(file);
      if (known && known.status !== 'loading') continue;
      if (performance.now() < this.#pausedUntil) return;
      await this.#take(file, known?.job_id);
    }
  }

  async #take(file: SeenFile, runningJob: string | undefined): Promise<void> {
    const { signal, state } = this.#parts;
    try {
      const job = await (runningJob === undefined ? this.#send(file) : this.#waitFor(runningJob));
      const status = job.status === 'completed' ? 'loaded' : 'failed';
      const { job_id, feed_id, error, message } = job;
      state.set(file, { status, job_id, feed_id, message: error ?? message });
      await this.#tell(file, { status, feed_id, job_id, message: error ?? message, result: job.result });
      this.trouble = undefined;
      this.#pauseMs = FIRST_PAUSE_MS;
    } catch (error) {
      if (signal.aborted) throw error;
      if (isRefusal(error)) await this.#refuse(file, error);
      else this.#putOff(file, error);
    }
  }

  async #send(file: SeenFile): Promise<Job> {
    const { client, fields, state, signal, terminal } = this.#parts;
    let noted = false;
    const { job } = await client.feeds.ingest(
      { ...fields, file: await fromPath(file.path) },
      {
        signal,
        throwOnFailure: false,
        idempotencyKey: this.#keyOf(file),
        onProgress: (progress) => {
          showProgress(terminal, file.name, progress);
          if (progress.stage !== 'load' || noted) return;
          noted = true;
          const { job_id, feed_id } = progress.job;
          state.set(file, { status: 'loading', job_id, feed_id });
        },
      },
    );
    return job;
  }

  #waitFor(jobId: string): Promise<Job> {
    const { client, signal, terminal } = this.#parts;
    const onProgress = (job: Job) => showJob(terminal, job);
    return client.jobs.waitForJob(jobId, { signal, throwOnFailure: false, onProgress });
  }

  /** The same key for the same file, so that a file sent just before a crash is recognised by the API. */
  #keyOf({ name, size, mtimeMs }: SeenFile): string {
    const what = JSON.stringify([this.#parts.target, name, size, mtimeMs]);
    return `watch-${createHash('sha256').update(what).digest('hex')}`;
  }

  async #refuse(file: SeenFile, error: ApiError): Promise<void> {
    const status = 'refused';
    this.#parts.state.set(file, { status, message: error.detail });
    const { detail: message, code, requestId: request_id } = error;
    await this.#tell(file, { status, message, code, request_id });
  }

  /** Prints the outcome of a file. */
  async #tell({ name }: SeenFile, outcome: { status: string; message: string; [field: string]: unknown }) {
    const { terminal } = this.#parts;
    if (outcome.status === 'loaded') this.loaded += 1;
    else this.failed += 1;
    if (terminal.json) return terminal.printJson({ file: name, ...outcome });
    const { status, feed_id, job_id, message } = outcome;
    await terminal.print(`${name}: ${[status, feed_id, job_id].filter(Boolean).join(' ')}: ${message}`);
  }

  /** Leaves the file, like all others, to a later try. */
  #putOff({ name }: SeenFile, error: unknown): void {
    const { terminal } = this.#parts;
    this.trouble = error;
    if (!isPassing(error)) throw error;
    reportError(terminal, error);
    terminal.note(`Retrying ${name} in ${this.#pauseMs / 1_000} s.`);
    this.#pausedUntil = performance.now() + this.#pauseMs;
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** Whether the API refused the file itself, not the key, the partner or the rate of calls. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status < 500 && ![401, 403, 409, 429].includes(error.status);
}

/** Whether the error may disappear without a change of the file. */
function isPassing(error: unknown): boolean {
  const { syscall } = error as { syscall?: unknown };
  const isApiTrouble = error instanceof ApiError || error instanceof ConnectionError || error instanceof TimeoutError;
  return isApiTrouble || error instanceof WaitTimeoutError || typeof syscall === 'string';
}
