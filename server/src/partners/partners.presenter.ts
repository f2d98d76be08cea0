import { type ApiKey as ApiKeyShape, formatId, type Partner as PartnerShape } from '@commerce-integration/contract';
import type { ApiKey } from './api-key.entity.ts';
import type { Partner } from './partner.entity.ts';

export function presentPartner(partner: Partner): PartnerShape {
  return {
    partner_id: formatId('partner', partner.id),
    partner_name: partner.name,
    status: partner.status,
    contact_email: partner.contactEmail ?? null,
    feed_type: partner.feedType ?? null,
    default_file_format: partner.defaultFileFormat ?? null,
    default_currency: partner.defaultCurrency ?? null,
    orders_need_approval: partner.ordersNeedApproval,
    orders_need_approval_above:
      partner.ordersNeedApprovalAbove == null ? null : Number(partner.ordersNeedApprovalAbove),
    job_weight: partner.jobWeight,
    created_at: partner.createdAt.toISOString(),
    updated_at: partner.updatedAt.toISOString(),
  };
}

/** Without the secret, which is only shown when the key is issued. */
export function presentApiKey(key: ApiKey): ApiKeyShape {
  return {
    api_key_id: formatId('apiKey', key.id),
    partner_id: formatId('partner', key.partnerId ?? 0),
    name: key.name,
    scopes: key.scopes,
    secret_hint: key.secretHint,
    status: key.statusAt(new Date()),
    expires_at: key.expiresAt?.toISOString() ?? null,
    created_at: key.createdAt.toISOString(),
    revoked_at: key.revokedAt?.toISOString() ?? null,
  };
}
