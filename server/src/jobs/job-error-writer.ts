import { pipeline } from 'node:stream/promises';
import { withoutNul } from '@commerce-integration/contract/rules';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { CopyQueue, copyCell } from '../database/copy-queue.ts';
import { type HeldConnection, holdConnection } from '../database/held-connection.ts';

const COPY = `copy job_error (job_id, file_number, file_name, line, position, severity, sku, "column", code, message, value) from stdin`;
/** Characters of each write to the database. */
const PIECE = 64 * 1024;

/** One reason to reject a row of a file, or one warning about it. */
export interface ReportedProblem {
  readonly column?: string;
  readonly code: string;
  readonly message: string;
  readonly value?: string;
}

/** One file of a job that has several. */
export interface ReportedFile {
  /** Counts from 1. */
  readonly number: number;
  readonly name: string;
  /** The rows that are processed again; the errors of all other rows are kept. */
  readonly rows?: readonly ReportedRow[];
}

/** The position range of a row's reports: those of its line from `first` on, and below `before` unless that is null. */
export interface ReportedRow {
  readonly line: number;
  readonly first: number;
  readonly before: number | null;
}

/**
 * Writes a job's rejected rows by COPY, on a separate connection and transaction, so that they remain when the load is
 * refused or fails. Holds one pooled connection from `open` to `close`.
 */
export class JobErrorWriter {
  /** The first cells of each row: job and file. */
  readonly #of: string;
  readonly #connection: HeldConnection;
  readonly #queue: CopyQueue;
  #copying: Promise<void> | undefined;
  #text = '';
  #rows = 0;
  #failure: unknown;

  private constructor(of: string, connection: HeldConnection, queue: CopyQueue) {
    this.#of = of;
    this.#connection = connection;
    this.#queue = queue;
  }

  /**
   * Takes a connection and deletes the errors and changes reported by an earlier try; for a job with several files,
   * only those of this file, or of some of its rows.
   */
  static async open(pool: Pool, jobId: number, file?: ReportedFile): Promise<JobErrorWriter> {
    const queue = new CopyQueue();
    const connection = await holdConnection(pool, (error) => queue.fail(error));
    try {
      await forget(connection.client, jobId, file);
    } catch (error) {
      connection.release(error as Error);
      throw error;
    }
    return new JobErrorWriter(`${jobId}\t${file?.number ?? 0}\t${copyCell(file?.name ?? null)}`, connection, queue);
  }

  /**
   * Reports all problems of a rejected row.
   *
   * @param sku the row's SKU, where it can be read
   * @param position the position of the first problem among all reports of the line
   */
  reject(line: number, sku: string | null, problems: readonly ReportedProblem[], position = 0): void {
    this.#report('error', line, sku, problems, position);
  }

  /**
   * Reports warnings of a row that is accepted.
   *
   * @param position the position of the first warning among all reports of the row
   */
  warn(line: number, sku: string | null, warnings: readonly ReportedProblem[], position: number): void {
    this.#report('warning', line, sku, warnings, position);
  }

  /** Undefined if there is room, otherwise a promise that resolves once there is. Rejects when writing has failed. */
  room(): Promise<void> | undefined {
    return this.#queue.room();
  }

  /** Resolves when everything reported is committed. */
  async finish(): Promise<void> {
    if (this.#text !== '') this.#send();
    this.#queue.close();
    await this.#copying;
    if (this.#failure) throw this.#failure;
  }

  /** Commits what it can and releases the connection. Never throws: call {@link finish} to learn of failures. */
  async close(): Promise<void> {
    await this.finish().catch(() => undefined);
    this.#connection.release(this.#failure ? new Error('COPY failed', { cause: this.#failure }) : undefined);
  }

  #report(
    severity: 'error' | 'warning',
    line: number,
    sku: string | null,
    problems: readonly ReportedProblem[],
    first: number,
  ): void {
    const place = `${this.#of}\t${line}\t`;
    const name = copyCell(sku);
    problems.forEach(({ column, code, message, value }, index) => {
      const about = `${textCell(column)}\t${code}\t${textCell(message)}\t${textCell(value)}`;
      this.#text += `${place}${first + index}\t${severity}\t${name}\t${about}\n`;
      this.#rows += 1;
    });
    if (this.#text.length >= PIECE) this.#send();
  }

  #send(): void {
    this.#queue.push({ bytes: Buffer.from(this.#text), rows: this.#rows });
    this.#text = '';
    this.#rows = 0;
    this.#copying ??= this.#copy().catch((error: unknown) => {
      this.#failure = error;
      this.#queue.fail(error);
    });
  }

  async #copy(): Promise<void> {
    const queue = this.#queue;
    await pipeline(
      async function* () {
        for (let piece = await queue.take(); piece; piece = await queue.take()) yield piece.bytes;
      },
      this.#connection.client.query(copyFrom(COPY)),
    );
  }
}

/** The changes of a file are written in the transaction of its load, so a failed try leaves none. */
async function forget(client: PoolClient, jobId: number, file: ReportedFile | undefined): Promise<void> {
  if (file?.rows) return forgetRows(client, jobId, file.number, file.rows);
  if (file) {
    await client.query('delete from job_error where job_id = $1 and file_number = $2', [jobId, file.number]);
    return;
  }
  await client.query('delete from job_error where job_id = $1', [jobId]);
  await client.query('delete from job_change where job_id = $1', [jobId]);
}

/** Tenancy: the job's own errors. */
async function forgetRows(
  client: PoolClient,
  jobId: number,
  file: number,
  rows: readonly ReportedRow[],
): Promise<void> {
  await client.query(
    `delete from job_error e using unnest($3::bigint[], $4::integer[], $5::integer[]) as again (line, first, before)
     where e.job_id = $1 and e.file_number = $2 and e.line = again.line
       and e.position >= again.first and (again.before is null or e.position < again.before)`,
    [jobId, file, ...placesOfReports(rows)],
  );
}

/** The lines, the first positions and the exclusive end positions, as arrays of equal length. */
export function placesOfReports(rows: readonly ReportedRow[]): [number[], number[], (number | null)[]] {
  return [rows.map(({ line }) => line), rows.map(({ first }) => first), rows.map(({ before }) => before)];
}

/** Messages may quote the file, and column names may come from it. */
function textCell(text: string | undefined): string {
  return copyCell(text === undefined ? null : withoutNul(text));
}
