import type { Logger } from 'pino';
import type { Database } from '../../database/orm.ts';
import { Wakeup } from '../../polling/wakeup.ts';
import { BatchSizes, isPassing } from '../batch-sizes.ts';
import type { FeedDescriptors } from '../feed-descriptors.ts';
import { PushMapper } from '../push/push-mapper.ts';
import { requeueMore } from '../requeue-parked.ts';
import { applyBatch, type BatchResult } from './apply-batch.ts';
import { waitingPartners } from './waiting-partners.ts';
import { internalError, writeOutcomes } from './write-outcomes.ts';

export interface UpdaterParts {
  readonly database: Database;
  readonly log: Logger;
  readonly descriptors: FeedDescriptors;
  /** Counts updates, for metrics. */
  finished(status: 'applied' | 'parked' | 'ignored', count: number): void;
}

/** The most updates per transaction: enough to mostly keep those of one order together, and done in half a second. */
const MOST = 2_000;
/** Polling interval for updates without an announcement. */
const POLL_MS = 1_000;

/** Applies order updates for as long as the process runs, one batch per partner in turn. */
export class Updater {
  readonly #parts: UpdaterParts;
  readonly #wakeup = new Wakeup();
  readonly #sizes = new BatchSizes(MOST);
  readonly #mapper: PushMapper;
  #isStopping = false;
  #loop: Promise<void> | undefined;

  constructor(parts: UpdaterParts) {
    this.#parts = parts;
    this.#mapper = new PushMapper(parts);
  }

  start(): void {
    this.#loop = this.#work();
  }

  /** Looks for updates at once, after an announcement. */
  wake(): void {
    this.#wakeup.now();
  }

  /** Stops after the current batch. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wakeup.now();
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (!this.#isStopping) {
      let isIdle = true;
      try {
        isIdle = await this.#round();
      } catch (error) {
        // Nothing is lost: uncommitted updates are still queued. The database may be restarting.
        this.#parts.log.warn({ err: error }, 'order updates could not be applied; retrying');
      }
      if (isIdle) await this.#wakeup.after(POLL_MS);
    }
  }

  /**
   * Requeues parked updates that may be applied now, and applies a batch of each partner.
   *
   * @returns whether there was nothing to do, or nothing that can be done yet
   */
  async #round(): Promise<boolean> {
    let isIdle = !(await requeueMore(this.#parts.database.pool));
    for (const partner of await waitingPartners(this.#parts.database.pool)) {
      if (this.#isStopping) break;
      try {
        if (partner.hasPushes && (await this.#mapper.map(partner.id))) isIdle = false;
        if (await this.#applyBatch(partner.id)) isIdle = false;
      } catch (error) {
        // A problem of one partner, such as a lock, does not delay the others. Nothing is lost: the updates are still
        // queued.
        this.#parts.log.warn({ err: error, partner: partner.id }, 'order updates could not be applied; retrying');
      }
    }
    return isIdle;
  }

  /** @returns whether anything was applied, or failed */
  async #applyBatch(partnerId: number): Promise<boolean> {
    const size = this.#sizes.of(partnerId);
    const { database, log, finished } = this.#parts;
    let ids: readonly string[] = [];
    const taken = (all: readonly string[]) => {
      ids = all;
    };
    let result: BatchResult;
    try {
      result = await database
        .open({ partnerId })
        .transactional((em) => applyBatch(em, partnerId, { size, log, taken }));
    } catch (error) {
      if (isPassing(error)) throw error;
      await this.#isolate(partnerId, ids, error);
      return true;
    }
    this.#sizes.succeeded(partnerId);
    for (const status of ['applied', 'parked', 'ignored'] as const) finished(status, result[status]);
    return result.applied + result.parked + result.ignored > 0;
  }

  /** Applies updates one at a time until the one that cannot be stored is found and parked; the others continue. */
  async #isolate(partnerId: number, ids: readonly string[], error: unknown): Promise<void> {
    const { database, log, finished } = this.#parts;
    log.error({ err: error, partner: partnerId, updates: ids.length }, 'order updates could not be stored');
    this.#sizes.failed(partnerId);
    const [id, ...others] = ids;
    if (id === undefined || others.length > 0) return;
    const parked = { id, outcome: internalError(id), orderId: null };
    await database.open({ partnerId }).transactional((em) => writeOutcomes(em, [parked]));
    finished('parked', 1);
  }
}
