import { ConflictError } from './api-error.ts';
import type { Answer } from './transport/answer.ts';
import type { Job } from './wire-types.ts';

/** What cancelling a job safely takes. */
export interface CancelCalls {
  /** Asks for the end of it. */
  ask(): Promise<Answer<Job>>;
  /** Reads the job. */
  look(): Promise<Answer<Job>>;
}

/**
 * Cancels a job. One that is cancelled already is the outcome that was asked for, whether by an earlier try whose
 * answer was lost or by somebody else.
 *
 * @throws ConflictError `job_already_finished` for a job that has ended otherwise
 */
export async function cancelOnce({ ask, look }: CancelCalls): Promise<Answer<Job>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'job_already_finished') throw error;
    const seen = await look();
    if (seen.data.status === 'cancelled') return seen;
    throw error;
  }
}
