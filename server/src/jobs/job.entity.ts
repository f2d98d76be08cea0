import {
  type BatchResult,
  formatJobId,
  type JobStatus,
  type JobType,
  type LoadResult,
} from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const JobSchema = defineEntity({
  name: 'Job',
  tableName: 'job',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('job_id_seq')`),
    jobType: p.text().$type<JobType>(),
    number: p.bigint('number'),
    status: p.text().$type<JobStatus>(),
    message: p.text(),
    partnerId: p.bigint('number'),
    feedId: p.bigint('number').nullable(),
    batchId: p.bigint('number').nullable(),
    /** When it was last asked to run; null for a job that waits to be asked, or has finished. */
    runRequestedAt: p.datetime().nullable(),
    cancelRequestedAt: p.datetime().nullable(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    attempt: p.integer().default(0),
    tries: p.integer().default(0),
    rowsTotal: p.bigint('number').nullable(),
    rowsDone: p.bigint('number').default(0),
    result: p.json<LoadResult | BatchResult>().nullable(),
    error: p.text().nullable(),
    createdAt: p.datetime(),
  },
});

/** A piece of long work, and what became of it. */
export class Job extends JobSchema.class {
  publicId() {
    return formatJobId(this.jobType, this.number);
  }

  /** Whether an earlier try may have done a part of it that stays: a worker must look after that when it ends. */
  isHalfDone(): boolean {
    return this.jobType === 'operations_batch' && this.attempt > 0;
  }

  /** Whether it stands in the queue or is being worked, so that it cannot be asked to run again. */
  isUnderWay(): boolean {
    return this.runRequestedAt !== null && this.runRequestedAt !== undefined;
  }
}
JobSchema.setClass(Job);
