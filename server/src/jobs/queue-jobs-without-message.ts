import type { Database } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { enqueueJob } from './enqueue-job.ts';
import { Job } from './job.entity.ts';

/** Jobs per transaction. */
const STEP = 100;

/**
 * Queues jobs that should run but have no message: those queued by an older version of the server, or whose message is
 * missing after a partial restore.
 *
 * @returns the number of such jobs
 */
export async function queueJobsWithoutMessage(database: Database, queue: JobQueue, stop: AbortSignal): Promise<number> {
  let found = 0;
  for (let count = STEP; count === STEP && !stop.aborted; found += count) {
    count = await database.open(EVERYBODY).transactional(async (em) => {
      const ids = await queue.jobsWithoutMessage(sqlOf(em), STEP);
      for (const job of await em.find(Job, { id: { $in: ids } }, { orderBy: { id: 'asc' } })) {
        job.queueTurn = null;
        await em.flush();
        await enqueueJob(em, queue, job);
      }
      return ids.length;
    });
  }
  return found;
}
