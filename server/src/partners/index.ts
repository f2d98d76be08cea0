import { partnersContract } from '@commerce-integration/contract';
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
