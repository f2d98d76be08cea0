import type { WorkedJobType } from '@commerce-integration/contract';
import { fromKysely, PgBoss, type Job as QueuedJob } from 'pg-boss';
import type { UnitOfWork } from '../database/orm.ts';
import type { Queryable } from '../database/queryable.ts';

/**
 * A message in the queue. It does not name a job: it means "one more job of this type waits under this concurrency
 * key", and its receiver runs the key's next job. So the jobs of a key run one after the other and in their own order,
 * whatever the order of the messages.
 */
export interface QueueMessage {
  jobType: WorkedJobType;
  concurrencyKey: string;
}

export type MessageHandler = (message: QueueMessage) => Promise<void>;

/** Small jobs and all others have separate queues with separate workers. */
export const JOB_CLASSES = ['small', 'large'] as const;
export type JobClass = (typeof JOB_CLASSES)[number];

export interface JobQueueOptions {
  connectionString: string;
  /** Whether this process takes messages; one that only serves the API does not. */
  works: boolean;
  onError: (error: Error) => void;
}

/** After this many seconds without a heartbeat, a worker counts as dead and its message is redelivered. */
const HEARTBEAT_SECONDS = 10;
/** Messages are retried until they succeed: the job counts the tries, not the queue. */
const MESSAGE_RETRIES = 1_000_000;

/** SQL for the messages of a row of `job` that are queued or held by a worker, in any queue. */
export const MESSAGES_OF_JOB = `select from pgboss.job m where m.group_id = job.concurrency_key
  and (m.state = 'active' or m.state < 'completed' and m.name in (${JOB_CLASSES.map((one) => `'${queueOf(one)}'`).join(', ')}))`;

/** The queue of long-running work: PostgreSQL tables managed by pg-boss, shared by any number of processes. */
export class JobQueue {
  readonly #boss: PgBoss;

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
    for (const jobClass of JOB_CLASSES) {
      await this.#boss.createQueue(queueOf(jobClass), {
        retryLimit: MESSAGE_RETRIES,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 60,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        // The heartbeat detects dead workers; a load of a large file may take very long.
        expireInSeconds: 24 * 3600 - 1,
        notify: true,
      });
    }
  }

  /**
   * Queues a message in the transaction of the unit of work: it exists only if that transaction commits.
   *
   * @param turn messages with a lower turn are taken first, those with the same turn in order of arrival
   */
  async enqueue(em: UnitOfWork, jobClass: JobClass, message: QueueMessage, turn: number): Promise<void> {
    const transaction = em.getTransactionContext();
    if (!transaction) throw new Error('A message is queued inside a transaction');
    const options = { group: { id: message.concurrencyKey }, priority: -turn };
    await this.#boss.send(queueOf(jobClass), message, { ...options, db: fromKysely(transaction) });
  }

  /**
   * Jobs that should run but whose concurrency key has no message; at most `limit`. Only older versions of the server
   * leave such jobs.
   */
  async jobsWithoutMessage(sql: Queryable, limit: number): Promise<number[]> {
    const { rows } = await sql.query<{ id: string }>(
      `select id from job where run_requested_at is not null and not exists (${MESSAGES_OF_JOB}) order by id limit $1`,
      [limit],
    );
    return rows.map(({ id }) => Number(id));
  }

  /**
   * Takes messages, `concurrency` at a time and one for each concurrency key (two workers that fetch at the same moment
   * may both get one; the key's lock then makes the second wait). A message whose handler throws is retried later.
   */
  async work(jobClass: JobClass, concurrency: number, handler: MessageHandler): Promise<void> {
    const options = { groupConcurrency: 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 };
    for (let count = 0; count < concurrency; count += 1) {
      const worker = await this.#boss.work<QueueMessage>(
        queueOf(jobClass),
        options,
        async (messages: QueuedJob<QueueMessage>[]) => {
          try {
            for (const { data } of messages) await handler(data);
          } finally {
            // Makes the worker fetch the next message at once; otherwise it waits for a notification or the next poll.
            this.#boss.notifyWorker(worker);
          }
        },
      );
    }
  }

  /** The number of waiting and active messages of each queue. */
  async depth(): Promise<{ queue: string; waiting: number; active: number }[]> {
    const found: { queue: string; waiting: number; active: number }[] = [];
    for (const queue of JOB_CLASSES) {
      const [stats] = await this.#boss.getQueueStats(queueOf(queue), { force: true });
      found.push({ queue, waiting: stats?.queuedCount ?? 0, active: stats?.activeCount ?? 0 });
    }
    return found;
  }

  /** @throws where the queue's tables cannot be read */
  async ping(): Promise<void> {
    await this.#boss.getQueue(queueOf('small'));
  }

  /** Takes no more messages; running handlers continue. */
  async pause(): Promise<void> {
    for (const jobClass of JOB_CLASSES) await this.#boss.offWork(queueOf(jobClass), { wait: false });
  }

  /** Closes the queue after waiting at most `graceMs` milliseconds for running handlers. */
  async stop(graceMs: number): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: true });
  }
}

function queueOf(jobClass: JobClass): string {
  return `${jobClass}_jobs`;
}
