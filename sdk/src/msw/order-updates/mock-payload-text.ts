import { LIMITS } from '@commerce-integration/contract';
import type { MockTables } from '../store/mock-tables.ts';
import { descriptorOf } from './mock-feed-descriptors.ts';
import { feedsOf, type PushRow } from './mock-update-rows.ts';

/** The beginning of what was pushed, in the encoding of the feed's data descriptor; null for a workbook. */
export function payloadText(tables: MockTables, { bytes, feedId }: PushRow): string | null {
  const feed = feedsOf(tables).get(feedId);
  const format = feed ? descriptorOf(tables, feed)?.shown.format : undefined;
  if (format?.type === 'xlsx') return null;
  return new TextDecoder(format?.encoding).decode(bytes.slice(0, LIMITS.shownPayloadLength));
}
