import { formatId } from '@commerce-integration/contract';
import type { Logger } from 'pino';
import { inTransaction } from '../../database/in-transaction.ts';
import { LOCKS, tryLockUntilCommit } from '../../database/locks.ts';
import type { Database } from '../../database/orm.ts';
import { BatchSizes, isPassing } from '../batch-sizes.ts';
import type { FeedDescriptors } from '../feed-descriptors.ts';
import { mapPushes } from './map-pushes.ts';
import { refusePush } from './store-mapped.ts';

/** The most pushes that one transaction maps. */
const MOST = 100;

export interface PushMapperParts {
  readonly database: Database;
  readonly log: Logger;
  readonly descriptors: FeedDescriptors;
}

/** Maps pushes to the feeds of partners; parks a push that cannot be stored, and continues with the others. */
export class PushMapper {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #descriptors: FeedDescriptors;
  readonly #sizes = new BatchSizes(MOST);

  constructor({ database, log, descriptors }: PushMapperParts) {
    this.#database = database;
    this.#log = log;
    this.#descriptors = descriptors;
  }

  /** @returns whether anything was mapped, or failed */
  async map(partnerId: number): Promise<boolean> {
    let ids: readonly string[] = [];
    const taken = (all: readonly string[]) => {
      ids = all;
    };
    try {
      const most = this.#sizes.of(partnerId);
      const done = await inTransaction(this.#database.pool, async (client) => {
        if (!(await tryLockUntilCommit(client, LOCKS.orderUpdates(partnerId)))) return false;
        return mapPushes(client, partnerId, { most, descriptors: this.#descriptors, taken });
      });
      this.#sizes.succeeded(partnerId);
      return done;
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#log.error(
        { err: error, partner: partnerId, pushes: ids.map((id) => formatId('orderUpdatePush', Number(id))) },
        'a push could not be mapped',
      );
      this.#sizes.failed(partnerId);
      const [id, ...others] = ids;
      if (id !== undefined && others.length === 0)
        await inTransaction(this.#database.pool, (client) => refusePush(client, partnerId, id));
      return true;
    }
  }
}
