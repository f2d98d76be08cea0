import { LIMITS } from '@commerce-integration/contract';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';

/**
 * The latest load of a job that changed the catalogue and was not undone; undefined where there is none whose former
 * values are kept.
 *
 * @param job the primary key of a job that the caller may see, and its partner
 */
export async function findLoadToUndo(
  em: UnitOfWork,
  job: { readonly id: number; readonly partnerId: number },
): Promise<number | undefined> {
  const { rows } = await sqlOf(em).query<{ id: string }>(
    `select id from catalogue_update where job_id = $1 and partner_id = $2 and undone_by_job_id is null
       and changed_at > now() - make_interval(days => $3)
     order by id desc limit 1`,
    [job.id, job.partnerId, LIMITS.undoDays],
  );
  return rows[0] && Number(rows[0].id);
}
