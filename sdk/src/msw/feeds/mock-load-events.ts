import { formatId, formatJobId } from '@commerce-integration/contract';
import { type PricesSeen, recordPrices } from '../prices/mock-price-events.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import type { JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** Records the end of a load, and the prices that it has changed. */
export function recordLoadEnd(tables: MockTables, job: JobRow, seen: PricesSeen): void {
  const feed = tables.feeds.get(job.feedId ?? 0);
  if (!feed) throw new Error(`Job ${job.number} has no feed`);
  const { status, message, result, error, partnerId } = job;
  const { feed_id, validate_only } = feed.shown;
  const job_id = formatId('validationJob', job.number);
  const about = { feed_id, job_id, validate_only, message };
  if (status === 'failed') {
    const data = { ...about, error_message: error ?? message };
    recordEvent(tables, { type: 'feed.validation.failed', partnerId, data });
  }
  if (status !== 'completed' || !result || !('duplicates' in result)) return;
  recordPrices(tables, seen, partnerId, { job_id: formatJobId(job.jobType, job.number), feed_id });
  const counts = { valid_records: result.processed - result.skipped, invalid_records: result.skipped };
  recordEvent(tables, { type: 'feed.validation.completed', partnerId, data: { ...about, result, ...counts } });
}
