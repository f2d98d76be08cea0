import { formatId, type Me, type Scope } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { ApiKey } from './api-key.entity.ts';
import { presentPartner } from './partners.presenter.ts';
import { getPartner } from './partners.queries.ts';

/** The owner of the call's key, its scopes and its limits. */
export async function describeCaller(
  em: UnitOfWork,
  caller: { apiKeyId: number; partner: { id: number } | null; scopes: readonly Scope[] },
): Promise<Omit<Me, 'limits'>> {
  const { apiKeyId, partner, scopes } = caller;
  const key = await em.findOneOrFail(ApiKey, { id: apiKeyId });
  return {
    kind: partner ? 'partner' : 'operator',
    key: {
      api_key_id: formatId('apiKey', key.id),
      name: key.name,
      secret_hint: key.secretHint,
      expires_at: key.expiresAt?.toISOString() ?? null,
    },
    scopes: [...scopes],
    partner: partner && presentPartner(await getPartner(em, formatId('partner', partner.id))),
  };
}
