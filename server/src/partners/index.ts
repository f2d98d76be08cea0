import { LIMITS, partnersContract } from '@commerce-integration/contract';
import { idSql } from '../database/id-sql.ts';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { ApiKey } from './api-key.entity.ts';
import { Migration20261128120000_partner_name_keys } from './migrations/Migration20261128120000_partner_name_keys.ts';
import { Migration20261129230100_job_weight } from './migrations/Migration20261129230100_job_weight.ts';
import { Partner } from './partner.entity.ts';
import { partnersOverview } from './partners.overview.ts';
import { partnersRoutes } from './partners.routes.ts';
import { partnerSearch } from './partners.search.ts';

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
  migrations: [
    { name: '20261128120000_partner_name_keys', class: Migration20261128120000_partner_name_keys },
    { name: '20261129230100_job_weight', class: Migration20261129230100_job_weight },
  ],
  search: [partnerSearch],
  overview: () => [partnersOverview],
  routes: ({ units, forgetCallers }) => [routesOf(partnersContract, partnersRoutes(units, forgetCallers))],
});
