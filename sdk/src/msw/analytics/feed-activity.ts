import type { FeedActivity } from '@commerce-integration/contract';
import type { MockCall } from '../mock-call.ts';
import type { FeedActivityRow, JobRow } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';
import type { ReportPeriods } from './report-periods.ts';
import { presentPartner, reportedPartner } from './sales.ts';

/** Notes a load that has ended, for the report of feeds. `validate_only` loads are none of it. */
export function noteLoad(tables: MockTables, job: JobRow): void {
  const isCounted = job.status === 'completed' || job.status === 'failed';
  if (!isCounted || job.feedId === null || tables.feeds.get(job.feedId)?.validateOnly) return;
  const at = job.finishedAt?.getTime() ?? 0;
  tables.feedActivity.push({
    partnerId: job.partnerId,
    at,
    done: job.result ? 'loaded' : 'failed',
    result: job.result && 'processed' in job.result ? job.result : null,
  });
}

/** What each partner's feeds came to, of partners that sent or loaded any: by partner ID. */
export function feedActivity(
  { tables, caller: { partner } }: Pick<MockCall, 'tables' | 'caller'>,
  name: string | undefined,
  { bounds }: ReportPeriods,
): FeedActivity[] {
  const [from = 0, to = 0] = bounds;
  const ofPartner = reportedPartner(tables, name);
  const seen = tables.feedActivity.filter(
    ({ partnerId, at }) =>
      (partner === null || partner.id === partnerId) && ofPartner(partnerId) && at >= from && at < to,
  );
  const partners = [...new Set(seen.map(({ partnerId }) => partnerId))].sort((a, b) => a - b);
  return partners.map((id) => ({
    ...presentPartner(tables, id),
    ...countsOf(seen.filter(({ partnerId }) => partnerId === id)),
  }));
}

function countsOf(done: readonly FeedActivityRow[]): Omit<FeedActivity, 'partner_id' | 'partner_name'> {
  const times = (what: FeedActivityRow['done']) => done.filter((one) => one.done === what).length;
  const rows = (what: 'processed' | 'inserted' | 'updated' | 'skipped') =>
    done.reduce((sum, { result }) => sum + (result?.[what] ?? 0), 0);
  const [processed, skipped] = [rows('processed'), rows('skipped')];
  const successes = done.filter((one) => one.done === 'loaded').map(({ at }) => at);
  return {
    feeds: times('uploaded'),
    loads: times('loaded'),
    loads_failed: times('failed'),
    rows_processed: processed,
    rows_inserted: rows('inserted'),
    rows_updated: rows('updated'),
    rows_skipped: skipped,
    error_ratio: processed === 0 ? 0 : Math.round((skipped / processed) * 10_000) / 10_000,
    last_success_at: successes.length === 0 ? null : new Date(Math.max(...successes)).toISOString(),
  };
}
