import { JOB_TYPES, type JobType } from '@commerce-integration/contract';

/** The sequence that the jobs of a type are numbered by. */
export function numberSequence(type: JobType): string {
  return `${type}_job_number_seq`;
}

/** One for each type that the contract declares: a new type needs no migration. */
export const JOB_NUMBER_SEQUENCES = JOB_TYPES.map(numberSequence);
