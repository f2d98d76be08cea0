import {
  formatJobId,
  type JobResult,
  type JobStatus,
  type JobSubject,
  type JobSubjectType,
  type JobType,
} from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';
import type { JobClass } from '../queue/job-queue.ts';

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
    /** The job's subject: type and number are both set or both null. */
    subjectType: p.text().$type<JobSubjectType>().nullable(),
    subjectId: p.bigint('number').nullable(),
    /** Jobs of one type with the same key run one after the other. */
    concurrencyKey: p.text(),
    /** Derived from the extent that was known at creation; null for a job that no worker runs. */
    sizeClass: p.text().$type<JobClass>().nullable(),
    /** The class in whose queue it waits: `large` also for a small job behind a large one with the same key. */
    queueClass: p.text().$type<JobClass>().nullable(),
    /** Its position among the jobs of its class: lower turns start first. */
    queueTurn: p.bigint('number').nullable(),
    /** The time of the last request to run; null for a job that waits for such a request, or has finished. */
    runRequestedAt: p.datetime().nullable(),
    cancelRequestedAt: p.datetime().nullable(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    attempt: p.integer().default(0),
    tries: p.integer().default(0),
    rowsTotal: p.bigint('number').nullable(),
    rowsDone: p.bigint('number').default(0),
    result: p.json<JobResult>().nullable(),
    error: p.text().nullable(),
    createdAt: p.datetime(),
    /** The trace position of the last request to run it. */
    traceParent: p.text().nullable(),
  },
});

/** A piece of long-running work and its outcome. */
export class Job extends JobSchema.class {
  publicId() {
    return formatJobId(this.jobType, this.number);
  }

  subject(): JobSubject | null {
    return this.subjectType && this.subjectId ? { type: this.subjectType, id: this.subjectId } : null;
  }

  /** Whether the job is queued or running, so that it cannot be requested again. */
  isUnderWay(): boolean {
    return this.runRequestedAt !== null && this.runRequestedAt !== undefined;
  }
}
JobSchema.setClass(Job);
