import type { FeedAuthentication, FeedMapping } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const OrderUpdateFeedSchema = defineEntity({
  name: 'OrderUpdateFeed',
  tableName: 'order_update_feed',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('order_update_feed_id_seq')`),
    partnerId: p.bigint('number'),
    name: p.text(),
    carrier: p.text().nullable(),
    authentication: p.text().$type<FeedAuthentication>(),
    header: p.text(),
    /** Encrypted, like `oldSecret`. */
    secret: p.text(),
    oldSecret: p.text().nullable(),
    oldSecretValidUntil: p.datetime().nullable(),
    /** Null where a data descriptor reads the pushed files. */
    mapping: p.json().$type<FeedMapping>().nullable(),
    dataDescriptorId: p.bigint('number').nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime().onUpdate(() => new Date()),
  },
});

/** An endpoint to which a courier pushes order updates, in its own format. */
export class OrderUpdateFeed extends OrderUpdateFeedSchema.class {}
OrderUpdateFeedSchema.setClass(OrderUpdateFeed);
