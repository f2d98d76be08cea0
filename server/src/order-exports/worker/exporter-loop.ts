import { inTransaction } from '../../database/in-transaction.ts';
import { InFlight, partnerOf } from '../../outbound/in-flight.ts';
import type { RetrySettings } from '../../outbound/retry-times.ts';
import { POLL_MS, PollingLoop } from '../../polling/polling-loop.ts';
import { releaseUnblocked } from './choose-orders.ts';
import { claimBatches, exportersWithWork } from './claim-batches.ts';
import { clearDeleted } from './clear-deleted.ts';
import { endCancelled } from './end-cancelled.ts';
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

/** The most requests and files in progress in this process; a partner's exporters get at most as many as stay free. */
const AT_ONCE = 100;
/** Of these, the most files: each holds orders in memory. */
const FILES_AT_ONCE = 4;
/** Added to the request timeout to form the lease, during which no other process takes over. */
const LEASE_MARGIN_SECONDS = 5;
/** Outcomes are written at least after this many exporters, before their leases end. */
const EXPORTERS_BETWEEN_WRITES = 100;
/** Outcomes within this time are written together. */
const GATHER_MS = 4;

/**
 * Exports orders for as long as the process runs: clears exports of deleted exporters, assigns orders to exporters,
 * claims what is due, sends it, and writes the outcomes.
 */
export class ExporterLoop {
  readonly #parts: LoopParts;
  readonly #leaseSeconds: number;
  readonly #loop: PollingLoop;
  readonly #sending = new InFlight();
  #finished: FinishedBatch[] = [];
  /** Outcomes of exporters locked by others; they do not reduce the room for other exporters. */
  #left: readonly FinishedBatch[] = [];
  #after = 0;
  /** How far the scans of blocked, unapproved and failed exports have come, and when. */
  #looked = { atBlocked: 0, atApprovals: 0, atFailed: 0, at: 0 };
  /** When to look again at exporters whose orders wait for more orders, by exporter number. */
  readonly #lookAt = new Map<number, number>();

  constructor(parts: LoopParts) {
    this.#parts = parts;
    this.#leaseSeconds = parts.timeoutMs / 1_000 + LEASE_MARGIN_SECONDS;
    this.#loop = new PollingLoop({
      log: parts.log,
      failure: 'order exports: orders could not be claimed or written; retrying',
      round: () => this.#round(),
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Looks for work at once, after an announcement. */
  wake(): void {
    this.#loop.wake();
  }

  /** Claims nothing more, waits for the exports in progress, and writes their outcomes. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#sending.end();
    await this.#write({ waits: true });
  }

  /** One round of all steps. @returns whether nothing more can be done now */
  async #round(): Promise<boolean> {
    const { pool } = this.#parts;
    await this.#write({ waits: false });
    const isClearing = await clearDeleted(pool);
    const hasMore = (await formExports(pool)) || isClearing;
    if (Date.now() > this.#looked.at + POLL_MS) await this.#release();
    let done = 0;
    for (const [index, exporter] of (await exportersWithWork(pool, this.#after)).entries()) {
      if (this.#room() <= 0) break;
      if (index % EXPORTERS_BETWEEN_WRITES === EXPORTERS_BETWEEN_WRITES - 1) await this.#write({ waits: false });
      if ((this.#lookAt.get(exporter) ?? 0) > Date.now()) continue;
      done += await this.#export(exporter);
      this.#after = exporter;
    }
    // With no room left, the next outcome wakes the loop.
    return !hasMore && (done === 0 || this.#room() <= 0);
  }

  #room(): number {
    return AT_ONCE - this.#sending.size - this.#finished.length;
  }

  async #release(): Promise<void> {
    const { atBlocked, atApprovals, atFailed } = this.#looked;
    const { pool } = this.#parts;
    this.#looked = {
      atBlocked: await inTransaction(pool, (client) => releaseUnblocked(client, atBlocked)),
      atApprovals: await inTransaction(pool, (client) => endCancelled(client, 'waiting_approval', atApprovals)),
      atFailed: await inTransaction(pool, (client) => endCancelled(client, 'failed', atFailed)),
      at: Date.now(),
    };
  }

  /** Exports what is due of an exporter. @returns how many exports were started */
  async #export(exporter: number): Promise<number> {
    const { pool } = this.#parts;
    const rooms = { requests: this.#room(), files: FILES_AT_ONCE - this.#sending.limited };
    const { batches, nextAt } = await claimBatches(pool, {
      exporter,
      rooms,
      sending: this.#sending,
      leaseSeconds: this.#leaseSeconds,
    });
    for (const batch of batches) this.#begin(batch);
    this.#lookAt.delete(exporter);
    if (nextAt !== undefined) this.#lookAgain(exporter, nextAt);
    return batches.length === 0 ? waitForApproval(pool, exporter) : batches.length;
  }

  /** After an announcement, waits a second before checking again whether the orders fill a file. */
  #lookAgain(exporter: number, nextAt: number): void {
    const at = Math.min(nextAt, Date.now() + POLL_MS);
    this.#lookAt.set(exporter, at);
    this.#loop.wakeAt(at);
  }

  #begin(batch: ClaimedBatch): void {
    const { exporter, members } = batch;
    const sent = this.#send(batch).then((attempt) => {
      this.#finished.push({ batch, attempt });
      this.#parts.exported(exporter.kind, attempt.error === null ? 'succeeded' : 'failed', members.length);
      this.#loop.wakeAt(Date.now() + GATHER_MS);
    });
    this.#sending.add({ partnerId: partnerOf(exporter), isLimited: exporter.kind === 's3_file' }, sent);
  }

  async #send(batch: ClaimedBatch): Promise<Attempt> {
    const lease = keepLease(this.#parts.pool, batch, this.#leaseSeconds);
    try {
      return await sendBatch(this.#parts, batch, lease.signal);
    } finally {
      lease.end();
    }
  }

  #hasOutcomes(): boolean {
    return this.#finished.length + this.#left.length > 0;
  }

  async #write({ waits }: { waits: boolean }): Promise<void> {
    if (!this.#hasOutcomes()) return;
    const finished = [...this.#left, ...this.#finished];
    this.#finished = [];
    this.#left = [];
    try {
      const written = await finishBatches(this.#parts.pool, finished, { settings: this.#parts.retries, waits });
      this.#left = written.left;
      if (written.retryAt !== undefined) this.#loop.wakeAt(written.retryAt);
    } catch (error) {
      this.#finished = [...finished, ...this.#finished];
      throw error;
    }
  }
}
