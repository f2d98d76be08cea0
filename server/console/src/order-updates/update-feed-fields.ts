import type { CreateOrderUpdateFeedFields, OrderUpdateFeed } from '@commerce-integration/sdk';
import { mapOfText, textOfMap } from '../ui/word-map.ts';

type Mapping = NonNullable<OrderUpdateFeed['mapping']>;

/** How a feed reads pushes. */
export type FeedReader = 'mapping' | 'descriptor';

/** A feed as form fields: every field is a text, and empty ones are omitted. */
export interface UpdateFeedFields {
  partner_id: string;
  name: string;
  carrier: string;
  authentication: OrderUpdateFeed['authentication'];
  reader: FeedReader;
  data_descriptor_id: string;
  mapping: {
    each: string;
    fields: Record<string, string | undefined>;
    /** A line for each of the courier's words: `DELIVERED = delivered`. */
    statuses: string;
  };
}

export function fieldsOfFeed(feed: OrderUpdateFeed | undefined, partnerId: string): UpdateFeedFields {
  return {
    partner_id: feed?.partner_id ?? partnerId,
    name: feed?.name ?? '',
    carrier: feed?.carrier ?? '',
    authentication: feed?.authentication ?? 'token',
    reader: feed?.data_descriptor_id ? 'descriptor' : 'mapping',
    data_descriptor_id: feed?.data_descriptor_id ?? '',
    mapping: {
      each: feed?.mapping?.each ?? '',
      fields: { ...feed?.mapping?.fields },
      statuses: textOfMap(feed?.mapping?.statuses),
    },
  };
}

/** @param lines the feed's existing lines, which the form does not change */
export function feedOfFields(
  { name, carrier, reader, data_descriptor_id, mapping }: UpdateFeedFields,
  lines: Mapping['lines'],
) {
  if (reader === 'descriptor') return { name, carrier: carrier || null, data_descriptor_id };
  const paths = Object.entries(mapping.fields).filter(([, path]) => path);
  return {
    name,
    carrier: carrier || null,
    mapping: {
      ...(mapping.each && { each: mapping.each }),
      fields: Object.fromEntries(paths),
      ...(mapping.statuses.trim() && { statuses: mapOfText(mapping.statuses) }),
      ...(lines && { lines }),
    } as CreateOrderUpdateFeedFields['mapping'],
  };
}
