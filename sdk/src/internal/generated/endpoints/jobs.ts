// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const listJobs: EndpointOf<{ query: wire.ListJobsFields; answer: Page<wire.Job> }> = 'GET /jobs?job_type&status&feed_id&data_group_id&partner_name&created_from&created_to&limit&cursor';
export const getJob: EndpointOf<{ query: wire.GetJobFields; answer: wire.Job }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JU)?wait';
export const runJob: EndpointOf<{ answer: wire.Job }> = 'POST /jobs/:job_id(JS|JV|JB|JW|JX|JI|JU)/run 200 202 key';
export const cancelJob: EndpointOf<{ answer: wire.Job }> = 'POST /jobs/:job_id(JS|JV|JB|JW|JX|JI|JU)/cancel 200 202';
export const undoJob: EndpointOf<{ body: wire.UndoJobFields; answer: wire.Job }> = 'POST /jobs/:job_id(JS|JV|JB|JW|JX|JI|JU)/undo 202 key';
export const listJobErrors: EndpointOf<{ query: wire.ListJobErrorsFields; answer: Page<wire.JobError> }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JU)/errors?limit&cursor';
export const downloadJobErrors: EndpointOf<{ query: wire.DownloadJobErrorsFields }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JU)/errors.csv?file_name text/csv';
export const listJobChanges: EndpointOf<{ query: wire.ListJobChangesFields; answer: Page<wire.JobChange> }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JU)/changes?limit&cursor';
