import type { FeedAccepted, Job } from '@commerce-integration/contract';
import type { TestServer, UploadCall } from './server.ts';
import { until } from './until.ts';

/** Jobs of a server under test, as API clients follow them. */
export class Jobs {
  readonly #server: TestServer;

  constructor(server: TestServer) {
    this.#server = server;
  }

  async get(id: string): Promise<Job> {
    return (await this.#server.call<Job>(`/jobs/${id}`)).body;
  }

  /**
   * Uploads a feed and requests its load, without waiting for it.
   *
   * @returns the job's ID
   */
  async ask(file: string | Uint8Array, call: UploadCall = {}): Promise<string> {
    const id = (await this.#server.upload<FeedAccepted>(file, call)).body.validation_job_id;
    await this.askAgain(id);
    return id;
  }

  /** Requests a run, without waiting for it. */
  async askAgain(id: string): Promise<void> {
    const asked = await this.#server.call(`/jobs/${id}/run`, { method: 'POST', headers: { prefer: 'respond-async' } });
    if (asked.status !== 202) throw new Error(`The run answered ${asked.status}: ${JSON.stringify(asked.body)}`);
  }

  cancel(id: string) {
    return this.#server.call<Job>(`/jobs/${id}/cancel`, { method: 'POST' });
  }

  /** Waits until its nth try has begun. */
  running(id: string, attempt = 1): Promise<Job> {
    return this.#when(id, (job) => job.status === 'running' && job.attempt >= attempt);
  }

  /** Waits until it has a message. */
  saying(id: string, message: string): Promise<Job> {
    return this.#when(id, (job) => job.message === message);
  }

  /** Waits until it has ended. */
  finished(id: string): Promise<Job> {
    return this.#when(id, (job) => ['completed', 'failed', 'cancelled'].includes(job.status));
  }

  /** The types of its events, in order. */
  async events(id: string): Promise<string[]> {
    const found = await this.#server.pool.query<{ event_type: string }>(
      `select event_type from event where data ->> 'job_id' = $1 order by id`,
      [id],
    );
    return found.rows.map((row) => row.event_type);
  }

  /** Makes the queue offer now what it would offer after a pause, or when it notices that a worker is gone. */
  async retryNow(state: 'active' | 'retry'): Promise<void> {
    await this.#server.pool.query(`update pgboss.job set state = 'retry', start_after = now() where state = $1`, [
      state,
    ]);
  }

  #when(id: string, wanted: (job: Job) => boolean): Promise<Job> {
    return until(async () => {
      const job = await this.get(id);
      return wanted(job) && job;
    });
  }
}
