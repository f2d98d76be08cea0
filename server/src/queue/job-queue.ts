import { WORKED_JOB_TYPES } from '@commerce-integration/contract';
import { fromKysely, PgBoss, type Job as QueuedJob } from 'pg-boss';
import type { UnitOfWork } from '../database/orm.ts';

/**
 * A message in the queue. It stands for "one more job of this type waits under this concurrency key", not for a certain
 * job: whoever takes it works the key's next job. So the jobs of a key run one after the other and in their own order,
 * whatever the order of the messages.
 */
export interface QueueMessage {
  concurrencyKey: string;
}

export type MessageHandler = (message: QueueMessage) => Promise<void>;

/** A message as it stands in the queue, where older versions of the server called the concurrency key `lane`. */
type StoredMessage = QueueMessage | { lane: string };

export interface JobQueueOptions {
  connectionString: string;
  /** Whether this process takes messages: one that only serves the API does not. */
  works: boolean;
  onError: (error: Error) => void;
}

/** A worker that says nothing for this long is taken for dead, and its message goes to another. */
const HEARTBEAT_SECONDS = 10;
/** A message is tried until it is worked: how often a job may fail is the job's own matter. */
const MESSAGE_RETRIES = 1_000_000;

/** The queue of long work: PostgreSQL tables kept by pg-boss, shared by any number of processes. */
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

  /** Brings the queue's tables up to date and opens the queues. */
  async start(): Promise<void> {
    await this.#boss.start();
    for (const name of this.#queues) {
      await this.#boss.createQueue(name, {
        retryLimit: MESSAGE_RETRIES,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 60,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        // The heartbeat is what tells a dead worker; a load may take as long as its file is large.
        expireInSeconds: 24 * 3600 - 1,
        notify: true,
      });
    }
  }

  /** Queues a message in the unit of work's own transaction: it exists when, and only when, that commits. */
  async enqueue(em: UnitOfWork, queue: string, message: QueueMessage): Promise<void> {
    const transaction = em.getTransactionContext();
    if (!transaction) throw new Error('A message is queued inside a transaction');
    await this.#boss.send(queue, message, { group: { id: message.concurrencyKey }, db: fromKysely(transaction) });
  }

  /**
   * Takes messages, `concurrency` at a time and one per concurrency key (two workers that ask at the same moment may both
   * get one of a key: the lock of the key is what keeps them apart). A handler that throws is tried again later.
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

  /** Messages waiting and being worked, per queue. */
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

  /** Takes no more messages; those in hand go on. */
  async pause(): Promise<void> {
    for (const queue of this.#queues) await this.#boss.offWork(queue, { wait: false });
  }

  /** Closes the queue, waiting so long at the most for messages in hand. */
  async stop(graceMs: number): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: true });
  }
}
