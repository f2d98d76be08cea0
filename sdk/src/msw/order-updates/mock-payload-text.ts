import { LIMITS } from '@commerce-integration/contract';
import { shownNotice } from '@commerce-integration/contract/rules';
import type { MockTables } from '../store/mock-tables.ts';
import { descriptorOf } from './mock-feed-descriptors.ts';
import { feedsOf, type PushRow } from './mock-update-rows.ts';

/** The beginning of what was pushed, as text; null for a workbook. */
export function payloadText(tables: MockTables, { bytes, contentType, feedId }: PushRow): string | null {
  const feed = feedsOf(tables).get(feedId);
  const format = feed ? descriptorOf(tables, feed)?.shown.format : undefined;
  if (format?.type === 'xlsx') return null;
  return shownNotice(contentType, bytes.subarray(0, LIMITS.shownPayloadLength), format?.encoding);
}
