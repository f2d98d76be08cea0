import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { jobErrorsAfter } from '../../jobs/job-reports.queries.ts';
import type { Job } from '../../jobs/jobs.queries.ts';

const BATCH = 1_000;

/** A file of an import with rejected rows. */
export interface FileWithErrors {
  readonly number: number;
  readonly name: string;
}

/** Some of a job's files with rejected rows, in order. Tenancy: the job was read in the caller's own unit of work. */
export async function filesWithErrors(em: UnitOfWork, job: Job, limit: number): Promise<FileWithErrors[]> {
  const { rows } = await sqlOf(em).query<FileWithErrors>(
    `select file_number as number, max(file_name) as name from job_error
     where job_id = $1 and severity = 'error' group by file_number order by file_number limit $2`,
    [job.id, limit],
  );
  return rows;
}

/** The errors of one file, read in step with it: rows must be requested in line order. */
export class ReportedRows {
  readonly #em: UnitOfWork;
  readonly #job: Job;
  readonly #file: number;
  #batch: { line: number; position: number; message: string }[] = [];
  #after = { line: 0, position: 0 };
  #isRead = false;

  constructor(em: UnitOfWork, job: Job, file: number) {
    this.#em = em;
    this.#job = job;
    this.#file = file;
  }

  /** Whether no later row was rejected. */
  async isEnd(): Promise<boolean> {
    return this.#batch.length === 0 && !(await this.#readOn());
  }

  /** Why the row at a line was rejected, as sentences; undefined if it was not. */
  async errorOf(line: number): Promise<string | undefined> {
    const messages: string[] = [];
    while (this.#batch.length > 0 || (await this.#readOn())) {
      const first = this.#batch[0] as { line: number; message: string };
      if (first.line > line) break;
      if (first.line === line) messages.push(first.message);
      this.#batch.shift();
    }
    return messages.length === 0 ? undefined : messages.join(' ');
  }

  async #readOn(): Promise<boolean> {
    if (this.#isRead) return false;
    const rows = await jobErrorsAfter(this.#em, this.#job, { file: this.#file, ...this.#after }, BATCH, 'error');
    this.#batch = rows.filter(({ file_number }) => file_number === this.#file);
    this.#isRead = this.#batch.length < BATCH;
    const last = this.#batch.at(-1);
    if (last) this.#after = { line: last.line, position: last.position };
    return this.#batch.length > 0;
  }
}
