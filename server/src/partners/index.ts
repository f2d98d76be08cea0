import { LIMITS, partnersContract } from '@commerce-integration/contract';
import { idSql } from '../database/json-sql.ts';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { ApiKey } from './api-key.entity.ts';
import { Partner } from './partner.entity.ts';
import { partnerSearch, partnersOverview } from './partners.console.ts';
import { PARTNERS_MIGRATIONS } from './partners.migrations.ts';
import { partnersRoutes } from './partners.routes.ts';

/** Partners and their API keys. */
export const partners = defineFeature({
  name: 'partners',
  // Tenancy: a command of the operator, for all partners.
  invariants: [
    {
      name: 'live-keys',
      holds: 'A partner has no more live keys than it may have.',
      violations: `select ${idSql('partner', 'partner_id')} as id from api_key
        where partner_id is not null and revoked_at is null and (expires_at is null or expires_at > now())
        group by partner_id having count(*) > ${LIMITS.liveKeysPerPartner}`,
    },
  ],
  tables: ['partner', 'api_key'],
  kept: { partner: 'never deleted', api_key: 'who had access' },
  entities: [Partner, ApiKey],
  migrations: PARTNERS_MIGRATIONS,
  search: [partnerSearch],
  overview: () => [partnersOverview],
  routes: ({ units, forgetCallers }) => [routesOf(partnersContract, partnersRoutes(units, forgetCallers))],
});
