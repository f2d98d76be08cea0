import type { Response } from 'express';
import type { UnitOfWork } from '../database/orm.ts';
import type { Job } from '../jobs/job.entity.ts';
import type { ObjectStore } from '../storage/object-store.ts';
export function rejectedLinesAnswer(_: ObjectStore) {
  return async (_em: UnitOfWork, _job: Job, _res: Response): Promise<never> => {
    throw new Error('stub');
  };
}
