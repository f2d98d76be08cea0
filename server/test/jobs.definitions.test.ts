import { expect, it } from 'vitest';
import { registerJobs } from '../src/jobs/define-job.ts';
import { ALL_FEATURES } from '../src/process/platform.ts';

const jobs = ALL_FEATURES.flatMap((feature) => feature.jobs ?? []);

it('every job type that a worker runs has one definition', () => {
  expect(() => registerJobs(jobs, () => '1')).not.toThrow();
});

it('a job type without a definition, or with two, stops the start', () => {
  expect(() => registerJobs(jobs.slice(1), () => '1')).toThrow(
    'Job type validation has 0 definitions; it needs exactly one.',
  );
  expect(() => registerJobs([...jobs, ...jobs.slice(1)], () => '1')).toThrow(
    'Job type operations_batch has 2 definitions; it needs exactly one.',
  );
});
