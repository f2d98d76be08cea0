import { formatId, type PARTNER_STATUSES } from '@commerce-integration/contract';
import { nameKey } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Partner } from './partner.entity.ts';
import { presentPartner } from './partners.presenter.ts';
import { getPartner } from './partners.queries.ts';
import { amountText, flushUniqueName, type PartnerFields } from './register-partner.ts';

export interface PartnerChanges extends PartnerFields {
  partner_name?: string | undefined;
  status?: (typeof PARTNER_STATUSES)[number] | undefined;
}

/** Changes the given fields; null clears one. @throws Problem `not_found`, `partner_name_taken` */
export async function updatePartner(em: UnitOfWork, partnerId: string, changes: PartnerChanges): Promise<Partner> {
  const partner = await getPartner(em, partnerId);
  const before = presentPartner(partner);
  if (changes.partner_name !== undefined && changes.partner_name !== partner.name) {
    partner.name = changes.partner_name;
    partner.nameKey = nameKey(changes.partner_name);
  }
  if (changes.status !== undefined) partner.status = changes.status;
  if (changes.contact_email !== undefined) partner.contactEmail = changes.contact_email;
  if (changes.feed_type !== undefined) partner.feedType = changes.feed_type;
  if (changes.default_file_format !== undefined) partner.defaultFileFormat = changes.default_file_format;
  if (changes.default_currency !== undefined) partner.defaultCurrency = changes.default_currency;
  if (changes.orders_need_approval !== undefined) partner.ordersNeedApproval = changes.orders_need_approval;
  if (changes.orders_need_approval_above !== undefined)
    partner.ordersNeedApprovalAbove = amountText(changes.orders_need_approval_above);
  if (changes.job_weight !== undefined) partner.jobWeight = changes.job_weight;
  const now = presentPartner(partner);
  const changed = (Object.keys(changes) as (keyof PartnerChanges)[]).filter((field) => now[field] !== before[field]);
  await flushUniqueName(em, partner.name);
  if (changed.length > 0) {
    await recordEvent(sqlOf(em), {
      type: 'partner.updated',
      partnerId: partner.id,
      data: {
        partner_id: formatId('partner', partner.id),
        partner_name: partner.name,
        status: partner.status,
        changed,
      },
    });
  }
  return partner;
}
