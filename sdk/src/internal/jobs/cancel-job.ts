import { ConflictError } from '../../errors/api-error.ts';
import type { Answer } from '../transport/answer.ts';
import type { JobStatus } from '../types/wire-types.ts';

/** The calls that cancelling a job or a batch needs. */
export interface CancelCalls<T extends { status: JobStatus }> {
  /** Requests the cancellation. */
  ask(): Promise<Answer<T>>;
  /** Reads the current state. */
  look(): Promise<Answer<T>>;
}

/**
 * Cancels a job. A job that is cancelled already counts as success, whether an earlier try with a lost response or
 * another client cancelled it.
 *
 * @throws ConflictError `job_already_finished` for a job that has ended otherwise
 */
export async function cancelOnce<T extends { status: JobStatus }>({ ask, look }: CancelCalls<T>): Promise<Answer<T>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'job_already_finished') throw error;
    const seen = await look();
    if (seen.data.status === 'cancelled') return seen;
    throw error;
  }
}
