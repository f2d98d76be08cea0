import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { isConnectionFailure, isEndedStatement, isLockTimeout } from '../../database/failures.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { LOCKS, tryLockUntilCommit } from '../../database/locks.ts';
import type { Database } from '../../database/orm.ts';
import { Wakeup } from '../../outbound/wakeup.ts';
import { mapPushes } from '../push/map-pushes.ts';
import { applyBatch, type BatchResult, parkOldest } from './apply-batch.ts';

export interface UpdaterParts {
  readonly database: Database;
  readonly log: Logger;
  /** Counts updates, for metrics. */
  finished(status: 'applied' | 'parked' | 'ignored', count: number): void;
}

/** Updates of one transaction. */
const MOST = 500;
/** Without an announcement, updates are looked for this often. */
const POLL_MS = 1_000;

/** Applies order updates for as long as the process works: those of each partner in turn, a batch at a time. */
export class Updater {
  readonly #parts: UpdaterParts;
  readonly #wakeup = new Wakeup();
  /** How many updates of a partner are applied at once, where it is fewer than usual: something could not be stored. */
  readonly #sizes = new Map<number, number>();
  #isStopping = false;
  #loop: Promise<void> | undefined;

  constructor(parts: UpdaterParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#work();
  }

  /** Looks for updates at once, since some were announced. */
  wake(): void {
    this.#wakeup.now();
  }

  /** Ends after the batch that is being applied. */
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
        // Nothing is lost: what was not committed is still queued. The database may be restarting.
        this.#parts.log.warn({ err: error }, 'order updates could not be applied; tried again');
      }
      if (isIdle) await this.#wakeup.after(POLL_MS);
    }
  }

  /** A batch of each partner. @returns whether there was nothing to do */
  async #round(): Promise<boolean> {
    let isIdle = true;
    for (const partner of await waitingPartners(this.#parts.database.pool)) {
      if (this.#isStopping) break;
      if (await this.#mapPushes(partner)) isIdle = false;
      if (await this.#applyBatch(partner)) isIdle = false;
    }
    return isIdle;
  }

  /** @returns whether anything was mapped */
  async #mapPushes(partnerId: number): Promise<boolean> {
    try {
      return await inTransaction(this.#parts.database.pool, async (client) => {
        if (!(await tryLockUntilCommit(client, LOCKS.orderUpdates(partnerId)))) return false;
        return mapPushes(client, partnerId);
      });
    } catch (error) {
      if (isPassing(error)) throw error;
      // What was mapped before is applied nevertheless.
      this.#parts.log.error({ err: error, partner: partnerId }, 'what was pushed could not be mapped');
      return false;
    }
  }

  /** @returns whether anything was applied, or failed */
  async #applyBatch(partnerId: number): Promise<boolean> {
    const size = this.#sizes.get(partnerId) ?? MOST;
    const { database, log, finished } = this.#parts;
    let result: BatchResult;
    try {
      result = await database.open({ partnerId }).transactional((em) => applyBatch(em, partnerId, { size, log }));
    } catch (error) {
      if (isPassing(error)) throw error;
      await this.#isolate(partnerId, size, error);
      return true;
    }
    if (size * 2 < MOST) this.#sizes.set(partnerId, size * 2);
    else this.#sizes.delete(partnerId);
    for (const status of ['applied', 'parked', 'ignored'] as const) finished(status, result[status]);
    return result.applied + result.parked + result.ignored > 0;
  }

  /** One at a time, until the one is found that cannot be stored; it is parked, and the others go on. */
  async #isolate(partnerId: number, size: number, error: unknown): Promise<void> {
    const { database, log } = this.#parts;
    log.error({ err: error, partner: partnerId, size }, 'order updates could not be stored');
    this.#sizes.set(partnerId, 1);
    if (size === 1) await database.open({ partnerId }).transactional((em) => parkOldest(em, partnerId));
  }
}

/** Whether a failure is none of the updates: it passes. */
function isPassing(error: unknown): boolean {
  return isConnectionFailure(error) || isLockTimeout(error) || isEndedStatement(error);
}

/** The partners that have something queued, by their numbers. Tenancy: a worker, for all partners. */
async function waitingPartners(pool: Pool): Promise<number[]> {
  const { rows } = await pool.query<{ partner_id: string }>(WAITING);
  return rows.map((row) => Number(row.partner_id));
}

// From one partner to the next by the index, however many updates wait. Tenancy: a worker, for all partners.
const WAITING = `with recursive waiting as (
    (select partner_id from order_update where status = 'queued' and content is not null order by partner_id limit 1)
    union all
    select (select partner_id from order_update
      where status = 'queued' and content is not null and partner_id > waiting.partner_id order by partner_id limit 1)
    from waiting where partner_id is not null
  ), pushed as (
    (select partner_id from order_update_push where not is_mapped order by partner_id limit 1)
    union all
    select (select partner_id from order_update_push
      where not is_mapped and partner_id > pushed.partner_id order by partner_id limit 1)
    from pushed where partner_id is not null
  )
  select partner_id from waiting where partner_id is not null
  union select partner_id from pushed where partner_id is not null`;
