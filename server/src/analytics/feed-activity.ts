import type { FeedActivity } from '@commerce-integration/contract';
import { YEAR_1 } from '@commerce-integration/contract/rules';
import { idSql, objectSql, timeSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql } from '../database/sql.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';
import { type Range, segmentsOf } from './calendar-segments.ts';
import { FEED_GRAINS } from './grains.ts';
import { GRAIN_COLUMN, rangesSql } from './ranges-sql.ts';
import { NO_ITEMS, readItems, reportedPartner, reportJson } from './report.ts';
import { type AskedRange, boundsOf, rangeOf } from './report-periods.ts';
import { isoTime } from './time-zone-periods.ts';

// Tenancy of this file: `reportedPartner` determines whose activity is read.

const FIELDS: Record<keyof FeedActivity, string> = {
  partner_id: idSql('partner', 'partner_id'),
  partner_name: partnerNameSql('sums.partner_id'),
  feeds: 'feeds',
  loads: 'loads',
  loads_failed: 'loads_failed',
  rows_processed: 'processed',
  rows_inserted: 'inserted',
  rows_updated: 'updated',
  rows_skipped: 'skipped',
  error_ratio: 'case when processed = 0 then 0 else trim_scale(round(skipped / processed, 4)) end',
  last_success_at: timeSql('last_success.at'),
};

export interface AskedFeeds extends AskedRange {
  partner_name?: string | undefined;
}

/**
 * The results of each partner's feeds, for partners that sent or loaded any, ordered by partner ID.
 *
 * @returns the report of the contract, as JSON
 * @throws Problem `invalid_parameter`
 */
export async function feedActivity(em: UnitOfWork, asked: AskedFeeds): Promise<string> {
  const [range, partner] = await Promise.all([rangeOf(em, asked), reportedPartner(em, asked.partner_name)]);
  const items = range.from === range.to ? NO_ITEMS : await readItems(em, activityOf(partner, boundsOf(range)));
  return reportJson(range, asked.timezone, items);
}

function activityOf(partner: number | null, range: Range): Sql {
  const segments = segmentsOf(range, FEED_GRAINS, { first: YEAR_1, last: Date.now(), segment: 0 });
  const whose = partner === null ? sql`` : sql` and partner_id = ${partner}`;
  return sql`with sums as (
      select partner_id, ${SUMS}
      from ${rangesSql('segment', segments, [GRAIN_COLUMN])} cross join lateral (
        select * from feed_activity where grain = segment.grain and bucket >= segment.begin
          and bucket < segment.finish${whose} offset 0
      ) activity
      group by partner_id
    )
    select ${objectSql(FIELDS)} as json
    from sums left join lateral (
      select max(bucket) as at from feed_activity
      where grain = 0 and loads > 0 and partner_id = sums.partner_id
        and bucket >= ${isoTime(range.from)} and bucket < ${isoTime(range.to)}
    ) last_success on true
    where feeds > 0 or loads > 0 or loads_failed > 0
    order by partner_id`;
}

const SUMS = sql`sum(sign * feeds) as feeds, sum(sign * loads) as loads, sum(sign * loads_failed) as loads_failed,
  sum(sign * rows_processed) as processed, sum(sign * rows_inserted) as inserted,
  sum(sign * rows_updated) as updated, sum(sign * rows_skipped) as skipped`;
