import type { UndoResult } from '../shared/job-results.ts';
import type { JobStatus } from '../shared/job-statuses.ts';
import type { JobType } from '../shared/job-types.ts';
import { LIMITS } from '../shared/limits.ts';
import { Problem } from '../shared/problem.ts';
import { formatJobId } from './job-ids.ts';

type UndoneJob = { jobType: JobType; number: number; status: JobStatus };

/** The states in which a job has ended and may have written something. */
const ENDED: readonly JobStatus[] = ['completed', 'failed', 'cancelled'];

/**
 * The states in which the jobs of a type can be undone. What an import wrote before it failed or was cancelled stays
 * written, and so does what a validation job wrote in an earlier run.
 */
const UNDOABLE: { readonly [T in JobType]?: readonly JobStatus[] } = { validation: ENDED, import: ENDED };

/** @throws Problem `job_not_undoable` for a job that loads nothing, or has not ended */
export function assertUndoable({ jobType, number, status }: UndoneJob): void {
  const id = formatJobId(jobType, number);
  const states = UNDOABLE[jobType];
  if (!states)
    throw new Problem('job_not_undoable', `Job ${id} cannot be undone: only validation jobs and import jobs can.`);
  if (!states.includes(status)) throw new Problem('job_not_undoable', `Job ${id} cannot be undone: it is ${status}.`);
}

/**
 * The refusal of a job with nothing to undo.
 *
 * @param others what it wrote that no undo reverts, as names of entities
 */
export function nothingToUndo({ jobType, number }: UndoneJob, others: readonly string[]): Problem {
  const reasons = `it changed no product, was undone already, or ended more than ${LIMITS.undoDays} days ago.`;
  const detail = `Job ${formatJobId(jobType, number)} has nothing to undo: ${reasons}`;
  return new Problem('job_not_undoable', [detail, ...notUndone(others)].join(' '));
}

/**
 * The result of an undo, as a sentence.
 *
 * @param others what the job wrote that no undo reverts, as names of entities
 */
export function undoMessage(result: UndoResult, validateOnly: boolean, others: readonly string[]): string {
  const { processed, reversed, kept, errored } = result;
  const outcome = validateOnly ? 'Undo checked; nothing was written.' : 'Undo completed.';
  const counts = `Products of the load: ${processed}. Reversed: ${reversed}. Kept: ${kept}. Errored: ${errored}.`;
  return [outcome, counts, ...notUndone(others)].join(' ');
}

function notUndone(others: readonly string[]): string[] {
  return others.length === 0
    ? []
    : [`Rows of these entities were imported and cannot be undone: ${others.join(', ')}.`];
}
