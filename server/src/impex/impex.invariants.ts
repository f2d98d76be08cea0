import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';
import { JOB_ID_SQL } from '../jobs/jobs.queries.ts';

// Tenancy of this file: a command of the operator, for every partner's imports.

const COUNTERS = ['processed', 'inserted', 'updated', 'unchanged', 'skipped'];

/** Invariants of imports. */
export const IMPORT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'import-files',
    holds: 'The counters of an imported file add up to the rows that were read, and none is negative.',
    over: 'data_import',
    violations: `select ${idSql('dataGroup', 'data_import.group_id')} || ' ' || file.file_name as id
      from data_import join data_import_file file on file.import_id = data_import.id
      where data_import.id >= $1 and data_import.id < $2 and file.status = 'completed'
        and (
          file.processed <> file.inserted + file.updated + file.unchanged + file.skipped
          or least(${COUNTERS.map((name) => `file.${name}`).join(', ')}) < 0
        )`,
  },
  {
    name: 'import-counters',
    holds: 'The result of a completed import is the sum of its files.',
    over: 'data_import',
    violations: `select ${JOB_ID_SQL} as id from data_import join job on job.id = data_import.job_id
        cross join lateral (
          select ${COUNTERS.map((name) => `coalesce(sum(${name}), 0) as ${name}`).join(', ')}
          from data_import_file where import_id = data_import.id
        ) files
      where data_import.id >= $1 and data_import.id < $2 and job.status = 'completed'
        and (${COUNTERS.map((name) => `(job.result ->> '${name}')::bigint`).join(', ')})
          is distinct from (${COUNTERS.map((name) => `files.${name}`).join(', ')})`,
  },
  {
    name: 'import-times',
    holds: 'An import has ended if and only if its job has.',
    over: 'data_import',
    violations: `select ${JOB_ID_SQL} as id from data_import join job on job.id = data_import.job_id
      where data_import.id >= $1 and data_import.id < $2
        and (data_import.ended_at is null) <> (job.status in ('queued', 'running'))`,
  },
];
