import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';
import { JOB_ID_SQL } from '../jobs/jobs.queries.ts';

// Tenancy of this file: a command of the operator, for every partner's feeds.

/** Invariants of feeds and their loads. */
export const FEED_INVARIANTS: readonly Invariant[] = [
  {
    name: 'feed-files',
    holds: 'An uploaded feed has the size, hash and upload time of its file.',
    over: 'feed',
    violations: `select ${idSql('feed', 'id')} as id from feed where id >= $1 and id < $2 and status = 'uploaded'
      and (size_bytes is null or sha256 is null or uploaded_at is null)`,
  },
  {
    name: 'feed-jobs',
    holds: 'An uploaded feed has one submission job and one validation job, both of its partner.',
    over: 'feed',
    violations: `select ${idSql('feed', 'feed.id')} as id from feed left join job
        on job.subject_type = 'feed' and job.subject_id = feed.id and job.partner_id = feed.partner_id
      where feed.id >= $1 and feed.id < $2 and feed.status = 'uploaded' group by feed.id
      having count(*) filter (where job_type = 'submission') <> 1 or count(*) filter (where job_type = 'validation') <> 1`,
  },
  {
    name: 'load-counters',
    holds: 'The counters of a completed load add up to the rows that were read.',
    over: 'job',
    violations: `select ${JOB_ID_SQL} as id from job
      where id >= $1 and id < $2 and job_type = 'validation' and status = 'completed' and (
        (result ->> 'processed')::bigint is distinct from (result ->> 'inserted')::bigint
          + (result ->> 'updated')::bigint + (result ->> 'unchanged')::bigint + (result ->> 'skipped')::bigint
        or (result ->> 'duplicates')::bigint > (result ->> 'skipped')::bigint
      )`,
  },
];
