import { LIMITS } from '@commerce-integration/contract';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';

/** A job that the caller may see: its primary key, its partner, and when it was created. */
interface LoadingJob {
  readonly id: number;
  readonly partnerId: number;
  readonly createdAt: Date;
}

/**
 * The latest load of a job that changed the catalogue and was not undone; empty if there is none with stored former
 * values.
 */
export async function findLatestLoad(em: UnitOfWork, job: LoadingJob): Promise<number[]> {
  return (await findLoads(em, job)).slice(0, 1);
}

/**
 * All loads of a job that changed the catalogue and were not undone; empty if former values of any of them may no
 * longer be stored, because undoing only the others would produce values that no product ever had.
 */
export async function findAllLoads(em: UnitOfWork, job: LoadingJob): Promise<number[]> {
  const isKept = job.createdAt.getTime() > Date.now() - LIMITS.undoDays * 24 * 3_600_000;
  return isKept ? findLoads(em, job) : [];
}

/** Latest first. */
async function findLoads(em: UnitOfWork, { id, partnerId }: LoadingJob): Promise<number[]> {
  const { rows } = await sqlOf(em).query<{ id: string }>(
    `select id from catalogue_update where job_id = $1 and partner_id = $2 and undone_by_job_id is null
       and changed_at > now() - make_interval(days => $3)
     order by id desc`,
    [id, partnerId, LIMITS.undoDays],
  );
  return rows.map((row) => Number(row.id));
}
