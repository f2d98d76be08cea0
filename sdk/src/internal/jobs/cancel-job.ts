import { ConflictError } from '../../errors/api-error.ts';
import type { Answer } from '../transport/answer.ts';
import type { JobStatus } from '../types/wire-types.ts';

/** What cancelling a job, or a batch by its own, safely takes. */
export interface CancelCalls<T extends { status: JobStatus }> {
  /** Asks for the end of it. */
  ask(): Promise<Answer<T>>;
  /** Reads it. */
  look(): Promise<Answer<T>>;
}

/**
 * Cancels a job. One that is cancelled already is the outcome that was asked for, whether by an earlier try whose
 * answer was lost or by somebody else.
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
