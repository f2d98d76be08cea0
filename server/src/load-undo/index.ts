import { defineFeature } from '../feature/define-feature.ts';
import { JOB_ID_SQL } from '../jobs/jobs.queries.ts';
import { LOAD_UNDO_MIGRATIONS } from './load-undo.migrations.ts';
import { undoJob } from './undo.job.ts';

/** Undo of loads of feeds and imports: a job reverts what another one wrote. */
export const loadUndo = defineFeature({
  name: 'load-undo',
  // Tenancy: a command of the operator, for all partners.
  invariants: [
    {
      name: 'undo-counters',
      holds: 'The counters of a completed undo add up to the products that the loads changed.',
      over: 'job',
      violations: `select ${JOB_ID_SQL} as id from job
        where id >= $1 and id < $2 and job_type = 'undo' and status = 'completed'
          and (result ->> 'processed')::bigint is distinct from (result ->> 'reversed')::bigint
            + (result ->> 'kept')::bigint + (result ->> 'errored')::bigint`,
    },
  ],
  tables: ['load_undo'],
  kept: { load_undo: 'ends with its job' },
  migrations: LOAD_UNDO_MIGRATIONS,
  jobs: [undoJob],
});
