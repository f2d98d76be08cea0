import type { MockTables } from '../store/mock-tables.ts';
import { newJob } from './mock-job-rows.ts';

/**
 * Creates the two jobs of an uploaded feed: its submission, which is completed, and its load, which waits to be run.
 */
export function newFeedJobs(tables: MockTables, feed: { id: number; partnerId: number }): void {
  const about = { partnerId: feed.partnerId, subjectId: feed.id, createdAt: new Date() };
  newJob(tables, { type: 'submission', ...about });
  newJob(tables, { type: 'validation', ...about });
}
