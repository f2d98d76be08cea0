import { JOB_TYPE_DECLARATIONS, JOB_TYPES, type JobType } from '@commerce-integration/contract';
import { prefixedSql } from '../database/id-sql.ts';

/** The sequence that the jobs of a type are numbered by. */
export function numberSequence(type: JobType): string {
  return `${type}_job_number_seq`;
}

/** One for each type that the contract declares: a new type needs no migration. */
export const JOB_NUMBER_SEQUENCES = JOB_TYPES.map(numberSequence);

const PREFIX = JOB_TYPES.map((type) => `when '${type}' then '${JOB_TYPE_DECLARATIONS[type].idPrefix}'`).join(' ');

/** SQL for the ID of a row of `job`. */
export const JOB_ID_SQL = prefixedSql(`case job.job_type ${PREFIX} end`, 'job.number');
