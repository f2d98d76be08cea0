import { defineFeature } from '../feature/define-feature.ts';
import { JOB_ID_SQL } from '../jobs/job-numbers.ts';
import { Migration20261129180100_load_undo } from './migrations/Migration20261129180100_load_undo.ts';
import { Migration20261129250000_undo_of_imports } from './migrations/Migration20261129250000_undo_of_imports.ts';
import { undoJob } from './undo.job.ts';

/** Loads of feeds and imports can be undone: a job takes back what another one wrote. */
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
  migrations: [
    { name: '20261129180100_load_undo', class: Migration20261129180100_load_undo },
    { name: '20261129250000_undo_of_imports', class: Migration20261129250000_undo_of_imports },
  ],
  jobs: [undoJob],
});
