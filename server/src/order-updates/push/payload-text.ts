import { LIMITS } from '@commerce-integration/contract';
import { shownNotice } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { rowsOf, sql } from '../../database/sql.ts';
import { visibleTo } from '../../database/visible-rows.ts';
import type { FeedDescriptors } from '../feed-descriptors.ts';
import type { OrderUpdateRow } from '../order-updates.queries.ts';

interface PushedHead {
  readonly head: Buffer;
  readonly content_type: string;
  readonly data_descriptor_id: string | null;
}

/**
 * The beginning of a push's payload, decoded as it is when it is mapped; null without a payload, if it is no longer
 * stored, and for a workbook, which is not text.
 */
export async function payloadText(
  em: UnitOfWork,
  { push_id }: OrderUpdateRow,
  descriptors: FeedDescriptors,
): Promise<string | null> {
  if (push_id === null) return null;
  const [push] = await rowsOf<PushedHead>(
    sqlOf(em),
    sql`select substring(p.payload from 1 for ${LIMITS.shownPayloadLength}) as head, p.content_type, f.data_descriptor_id
      from (select * from order_update_push where ${visibleTo(em)} and id = ${push_id}) p
      left join order_update_feed f on f.id = p.feed_id`,
  );
  if (!push) return null;
  const format = await formatOf(em, push, descriptors);
  if (format?.type === 'xlsx') return null;
  return shownNotice(push.content_type, push.head, format?.encoding);
}

async function formatOf(em: UnitOfWork, { data_descriptor_id }: PushedHead, descriptors: FeedDescriptors) {
  if (data_descriptor_id === null) return undefined;
  const number = Number(data_descriptor_id);
  return (await descriptors.definitions(sqlOf(em), [number])).get(number)?.format;
}
