import { WORKED_JOB_TYPES } from '@commerce-integration/contract';
import { fromKysely, PgBoss, type Job as QueuedJob } from 'pg-boss';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/**
 * A message in the queue. It means "one more job of this type waits under this concurrency key", not a certain job: its
 * receiver runs the key's next job. So the jobs of a key run one after the other and in their own order, whatever the
 * order of the messages.
 */
export interface QueueMessage {
  concurrencyKey: string;
}

export type MessageHandler = (message: QueueMessage) => Promise<void>;

/** A stored message; older versions of the server called the concurrency key `lane`. */
type StoredMessage = QueueMessage | { lane: string };

export interface JobQueueOptions {
  connectionString: string;
  /** Whether this process takes messages; one that only serves the API does not. */
  works: boolean;
  onError: (error: Error) => void;
}

/** A worker without a heartbeat for this long counts as dead, and its message goes to another. */
const HEARTBEAT_SECONDS = 10;
/** Messages are retried until they succeed: the limit of tries is counted in the job, not in the queue. */
const MESSAGE_RETRIES = 1_000_000;

/**
 * The turn of a new message: concurrency keys take turns, so that a key with a thousand messages delays another's first
 * one by at most one job of each key. A key's first message has the turn that the queue is at, each further one the turn
 * after its last (start-time fair queueing). The queue is at the turn of the latest message that a worker has taken, or
 * where none is being worked on, of the first that waits. $1 queue, $2 key.
 */
const TURN = `select greatest(
    coalesce(max(-priority) filter (where state = 'active'), min(-priority), 0),
    max(-priority) filter (where group_id = $2) + 1
  )::integer as turn
  from pgboss.job where name = $1 and state < 'completed'`;

/** The queue of long-running work: PostgreSQL tables managed by pg-boss, shared by any number of processes. */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #queues: readonly string[] = WORKED_JOB_TYPES;

  constructor(options: JobQueueOptions) {
    this.#boss = new PgBoss({
      connectionString: options.connectionString,
      application_name: 'commerce-queue',
      max: 4,
      useListenNotify: options.works,
      supervise: options.works,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
      schedule: options.works,
    });
    this.#boss.on('error', options.onError);
  }

  /** Migrates the queue's tables and creates the queues. */
  async start(): Promise<void> {
    await this.#boss.start();
    for (const name of this.#queues) {
      await this.#boss.createQueue(name, {
        retryLimit: MESSAGE_RETRIES,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 60,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        // Dead workers are detected by their heartbeat; a load may take as long as its file is large.
        expireInSeconds: 24 * 3600 - 1,
        notify: true,
      });
    }
  }

  /**
   * Queues a message in the transaction of the unit of work: it exists if, and only if, that commits. Messages of
   * different concurrency keys are taken by turns, those of one key in their order.
   */
  async enqueue(em: UnitOfWork, queue: string, message: QueueMessage): Promise<void> {
    const transaction = em.getTransactionContext();
    if (!transaction) throw new Error('A message is queued inside a transaction');
    const { concurrencyKey } = message;
    const { rows } = await sqlOf(em).query<{ turn: number }>(TURN, [queue, concurrencyKey]);
    const options = { group: { id: concurrencyKey }, priority: -(rows[0]?.turn ?? 0) };
    await this.#boss.send(queue, message, { ...options, db: fromKysely(transaction) });
  }

  /**
   * Takes messages, `concurrency` at a time and one for each concurrency key (two workers that fetch at the same moment
   * may both get one; the lock of the key then makes the second wait). A message whose handler throws is tried again
   * later.
   */
  async work(queue: string, concurrency: number, handler: MessageHandler): Promise<void> {
    const options = {
      localConcurrency: concurrency,
      groupConcurrency: 1,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: 2,
    };
    await this.#boss.work<StoredMessage>(queue, options, async (messages: QueuedJob<StoredMessage>[]) => {
      for (const { data } of messages) await handler('lane' in data ? { concurrencyKey: data.lane } : data);
    });
  }

  /** The number of waiting and active messages of each queue. */
  async depth(): Promise<{ queue: string; waiting: number; active: number }[]> {
    const found: { queue: string; waiting: number; active: number }[] = [];
    for (const queue of this.#queues) {
      const [stats] = await this.#boss.getQueueStats(queue, { force: true });
      found.push({ queue, waiting: stats?.queuedCount ?? 0, active: stats?.activeCount ?? 0 });
    }
    return found;
  }

  /** @throws where the queue's tables cannot be read */
  async ping(): Promise<void> {
    await this.#boss.getQueue(this.#queues[0] ?? '');
  }

  /** Takes no more messages; running handlers go on. */
  async pause(): Promise<void> {
    for (const queue of this.#queues) await this.#boss.offWork(queue, { wait: false });
  }

  /** Closes the queue after waiting at most `graceMs` milliseconds for running handlers. */
  async stop(graceMs: number): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: true });
  }
}
