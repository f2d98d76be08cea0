import type { SALES_CHANNEL_TYPES } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const SalesChannelSchema = defineEntity({
  name: 'SalesChannel',
  tableName: 'sales_channel',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('sales_channel_id_seq')`),
    partnerId: p.bigint('number'),
    name: p.text(),
    type: p.text().$type<(typeof SALES_CHANNEL_TYPES)[number]>(),
    /** The partner's own ID for it, unique among its channels. */
    externalId: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime().onUpdate(() => new Date()),
  },
});

/** A channel through which a partner sells, which may have its own prices. */
export class SalesChannel extends SalesChannelSchema.class {}
SalesChannelSchema.setClass(SalesChannel);
