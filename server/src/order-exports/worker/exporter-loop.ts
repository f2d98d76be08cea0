import { inTransaction } from '../../database/in-transaction.ts';
import type { RetrySettings } from '../../outbound/retry-times.ts';
import { Wakeup } from '../../outbound/wakeup.ts';
import { releaseUnblocked } from './choose-orders.ts';
import { claimBatches, exportersWithWork } from './claim-batches.ts';
import type { ClaimedBatch } from './exporter-rows.ts';
import { finishBatches } from './finish-batches.ts';
import { formExports } from './form-exports.ts';
import { keepLease } from './keep-lease.ts';
import { type Attempt, type FinishedBatch, type SendParts, sendBatch } from './send-batch.ts';
import { waitForApproval } from './wait-for-approval.ts';

export interface LoopParts extends SendParts {
  readonly retries: RetrySettings;
  /** Counts attempts, for metrics. */
  exported(kind: string, outcome: 'succeeded' | 'failed', orders: number): void;
}

/** Requests and files that this process has under way at once. */
const AT_ONCE = 50;
/** Of these, the most files: each has orders in memory. */
const FILES_AT_ONCE = 4;
/** Added to the time of a request: until then another process does not take over. */
const LEASE_MARGIN_SECONDS = 5;
/** Without an announcement, work is looked for this often. */
const POLL_MS = 1_000;
/** Outcomes of this time are written together. */
const GATHER_MS = 4;

/** Exports for as long as the process works: gives orders to exporters, claims what is due, sends it, writes outcomes. */
export class ExporterLoop {
  readonly #parts: LoopParts;
  readonly #leaseSeconds: number;
  readonly #wakeup = new Wakeup();
  readonly #sending = new Set<Promise<void>>();
  #finished: FinishedBatch[] = [];
  #files = 0;
  #after = 0;
  #blocked = { after: 0, at: 0 };
  #isStopping = false;
  #loop: Promise<void> | undefined;

  constructor(parts: LoopParts) {
    this.#parts = parts;
    this.#leaseSeconds = parts.timeoutMs / 1_000 + LEASE_MARGIN_SECONDS;
  }

  start(): void {
    this.#loop = this.#work();
  }

  /** Looks for work at once, since something was announced. */
  wake(): void {
    this.#wakeup.now();
  }

  /** Claims nothing more, waits for what is under way, and writes its outcomes. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wakeup.now();
    await this.#loop;
    await Promise.all(this.#sending);
    if (this.#finished.length > 0) await this.#write();
  }

  async #work(): Promise<void> {
    while (!this.#isStopping) {
      let isIdle = true;
      try {
        isIdle = await this.#round();
      } catch (error) {
        // Nothing is lost: outcomes are kept, and claims come back. The database may be restarting.
        this.#parts.log.warn({ err: error }, 'order exports: orders could not be claimed or written; tried again');
      }
      if (isIdle) await this.#wakeup.after(POLL_MS);
    }
  }

  /** One round of all that there is to do. @returns whether nothing more can be done now */
  async #round(): Promise<boolean> {
    const { pool } = this.#parts;
    if (this.#finished.length > 0) await this.#write();
    const hasMore = await formExports(pool);
    if (Date.now() > this.#blocked.at + POLL_MS) await this.#release();
    let done = 0;
    for (const exporter of await exportersWithWork(pool, this.#after)) {
      if (this.#room() <= 0) break;
      done += await this.#export(exporter);
      this.#after = exporter;
    }
    // With no room left, the next outcome wakes it.
    return !hasMore && (done === 0 || this.#room() <= 0);
  }

  #room(): number {
    return AT_ONCE - this.#sending.size - this.#finished.length;
  }

  async #release(): Promise<void> {
    const { after } = this.#blocked;
    this.#blocked = {
      after: await inTransaction(this.#parts.pool, (client) => releaseUnblocked(client, after)),
      at: Date.now(),
    };
  }

  /** Exports what is due of an exporter. @returns how much was begun */
  async #export(exporter: number): Promise<number> {
    const { pool } = this.#parts;
    const rooms = { requests: this.#room(), files: FILES_AT_ONCE - this.#files };
    const { batches, nextAt } = await claimBatches(pool, { exporter, rooms, leaseSeconds: this.#leaseSeconds });
    for (const batch of batches) this.#begin(batch);
    if (nextAt !== undefined) this.#wakeup.at(nextAt);
    return batches.length === 0 ? waitForApproval(pool, exporter) : batches.length;
  }

  #begin(batch: ClaimedBatch): void {
    const isFile = batch.exporter.kind === 's3_file';
    if (isFile) this.#files += 1;
    const sent = this.#send(batch)
      .then((attempt) => {
        this.#finished.push({ batch, attempt });
        const outcome = attempt.error === null ? 'succeeded' : 'failed';
        this.#parts.exported(batch.exporter.kind, outcome, batch.members.length);
      })
      .finally(() => {
        this.#sending.delete(sent);
        if (isFile) this.#files -= 1;
        this.#wakeup.at(Date.now() + GATHER_MS);
      });
    this.#sending.add(sent);
  }

  async #send(batch: ClaimedBatch): Promise<Attempt> {
    const lease = keepLease(this.#parts.pool, batch, this.#leaseSeconds);
    try {
      return await sendBatch(this.#parts, batch, lease.signal);
    } finally {
      lease.end();
    }
  }

  async #write(): Promise<void> {
    const finished = this.#finished;
    this.#finished = [];
    try {
      const retryAt = await finishBatches(this.#parts.pool, finished, this.#parts.retries);
      if (retryAt !== undefined) this.#wakeup.at(retryAt);
    } catch (error) {
      this.#finished = [...finished, ...this.#finished];
      throw error;
    }
  }
}
