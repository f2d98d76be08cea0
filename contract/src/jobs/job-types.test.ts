import { describe, expect, it } from 'vitest';
import { ID_PREFIXES } from '../shared/ids.ts';
import { JOB_TYPE_DECLARATIONS, JOB_TYPES, WORKED_JOB_TYPES } from '../shared/job-types.ts';
import { formatJobId, parseJobId } from './job-ids.ts';
import { assertRunsOnRequest, JOB_MESSAGES, jobLinks } from './job-rules.ts';
import { jobSubjectId } from './job-subjects.ts';

const ONLY_SOME = /^Only validation jobs.* can be run$/;

describe('a job type', () => {
  it('is listed in order, and as one that a worker runs', () => {
    expect(JOB_TYPES).toEqual(expect.arrayContaining(['submission', 'validation', 'operations_batch']));
    expect(WORKED_JOB_TYPES).toEqual(JOB_TYPES.filter((type) => JOB_TYPE_DECLARATIONS[type].isWorked));
    expect(WORKED_JOB_TYPES).not.toContain('submission');
  });

  it('is recognised by the ID of its jobs', () => {
    const known = ['submission', 'validation', 'operations_batch'] as const;
    expect(known.map((type) => formatJobId(type, 7))).toEqual(['JS00007', 'JV00007', 'JB00007']);
    for (const jobType of JOB_TYPES) {
      expect(parseJobId(formatJobId(jobType, 100_000))).toEqual({ jobType, number: 100_000 });
    }
    expect(() => parseJobId('FD00001')).toThrow(new RangeError('Not a job ID: FD00001'));
    expect(ID_PREFIXES).toMatchObject({ submissionJob: 'JS', validationJob: 'JV', operationsBatchJob: 'JB' });
  });

  it('says whether its jobs run on request', () => {
    expect(() => assertRunsOnRequest('validation')).not.toThrow();
    for (const type of ['submission', 'operations_batch'] as const) {
      expect(() => assertRunsOnRequest(type)).toThrow(
        expect.objectContaining({ code: 'job_not_runnable', message: expect.stringMatching(ONLY_SOME) }),
      );
    }
  });

  it('has its own words in messages about a job', () => {
    expect(JOB_MESSAGES.queued('validation')).toBe('ETL processing queued.');
    expect(JOB_MESSAGES.started('operations_batch')).toBe('Operations batch started.');
    expect(JOB_MESSAGES.cancelling()).toBe('Cancelling.');
    expect(JOB_MESSAGES.cancelled('validation')).toBe('ETL processing cancelled.');
    expect(JOB_MESSAGES.failed('validation', 'the file is empty.')).toBe('ETL processing failed: the file is empty.');
    expect(JOB_MESSAGES.interrupted('operations_batch', 1, 5)).toBe(
      'Operations batch interrupted; it will be retried (1 of 5 tries so far).',
    );
  });
});

describe('the subject of a job', () => {
  it('is a field of the job, and a link', () => {
    const job = { job_id: 'JV00007', job_type: 'validation', partnerId: 3 } as const;
    expect(jobSubjectId({ type: 'feed', id: 2 })).toEqual({ feed_id: 'FD00002' });
    expect(jobSubjectId({ type: 'operations_batch', id: 5 })).toEqual({ batch_id: 'OB00005' });
    expect(jobSubjectId(null)).toEqual({});
    expect(jobLinks({ ...job, subject: { type: 'feed', id: 2 } })).toMatchObject({ feed: '/feeds/FD00002' });
    expect(jobLinks({ ...job, subject: null })).not.toHaveProperty('feed');
  });
});
