import { isTerminal, Problem } from '@commerce-integration/contract';
import type { FeatureHandlers } from '../http/mock-call.ts';
import { downloadRejectedLines, getJob, jobIdOf } from '../jobs/mock-jobs.ts';
import { rejectedRows } from './mock-rejected-rows.ts';

/** The errors of jobs as a file: of imports in the layout of the file that was sent, of loads as their lines. */
export const importErrorHandlers: Pick<FeatureHandlers<'jobs'>, 'downloadJobErrors'> = {
  downloadJobErrors: (call) => {
    const job = getJob(call, call.params.job_id);
    if (!isTerminal(job.status))
      throw new Problem('conflict', `Job ${call.params.job_id} has not finished: it is ${job.status}.`);
    const body =
      job.jobType === 'import'
        ? rejectedRows(call, job, jobIdOf(job), call.query.file_name)
        : downloadRejectedLines(call, job);
    return { status: 200, body, contentType: 'text/csv; charset=utf-8' };
  },
};
