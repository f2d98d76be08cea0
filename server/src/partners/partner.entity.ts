import type { PARTNER_STATUSES } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const PartnerSchema = defineEntity({
  name: 'Partner',
  tableName: 'partner',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('partner_id_seq')`),
    name: p.text(),
    /** `nameKey` of the name, by which the partner is found; unique. */
    nameKey: p.text(),
    status: p.text().$type<(typeof PARTNER_STATUSES)[number]>(),
    contactEmail: p.text().nullable(),
    feedType: p.text().nullable(),
    defaultFileFormat: p.text().nullable(),
    defaultCurrency: p.text().nullable(),
    ordersNeedApproval: p.boolean().default(false),
    /** In major units of the currency of an order. */
    ordersNeedApprovalAbove: p.decimal('string').nullable(),
    jobWeight: p.integer().default(1),
    createdAt: p.datetime(),
    updatedAt: p.datetime().onUpdate(() => new Date()),
  },
});

/**
 * A retailer whose products the platform manages. Its name is unique regardless of spelling variants: see `nameKey`.
 */
export class Partner extends PartnerSchema.class {}
PartnerSchema.setClass(Partner);
