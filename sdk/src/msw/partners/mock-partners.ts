import { formatId, idNumber } from '@commerce-integration/contract';
import { nameKey, toPage } from '@commerce-integration/contract/rules';
import { newestFirst } from '../http/mock-lists.ts';
import type { FeatureHandlers } from '../mock-call.ts';
import { notFound } from '../mock-tables.ts';
import { issueKey, presentApiKey } from './mock-api-keys.ts';
import { assertNameFree, getPartner, newPartner, presentPartner, updatePartner } from './mock-partner-rows.ts';

export const partnerHandlers: FeatureHandlers<'partners'> = {
  createPartner: ({ body, tables, once }) =>
    once(() => {
      assertNameFree(tables, body.partner_name);
      return { status: 201, body: presentPartner(newPartner(tables, body)) };
    }),

  listPartners: ({ query, tables }) => {
    const rows = [...tables.partners.values()].filter(
      (row) =>
        (query.partner_name === undefined || nameKey(row.name) === nameKey(query.partner_name)) &&
        (query.status === undefined || row.status === query.status),
    );
    const page = newestFirst(rows, query.cursor, 'PT');
    return { status: 200, body: toPage(page, query.limit, presentPartner, (row) => formatId('partner', row.id)) };
  },

  getPartner: ({ params, tables }) => ({ status: 200, body: presentPartner(getPartner(tables, params.partner_id)) }),

  updatePartner: ({ params, body, tables }) => ({
    status: 200,
    body: presentPartner(updatePartner(tables, params.partner_id, body)),
  }),

  createApiKey: ({ params, body, tables, once }) =>
    once(() => {
      const key = issueKey(tables, params.partner_id, body);
      return { status: 201, body: { ...presentApiKey(key), secret: key.secret } };
    }),

  listApiKeys: ({ params, query, tables }) => {
    const partner = getPartner(tables, params.partner_id);
    const keys = [...tables.apiKeys.values()].filter((key) => key.partnerId === partner.id);
    const page = newestFirst(keys, query.cursor, 'AK');
    return { status: 200, body: toPage(page, query.limit, presentApiKey, (key) => formatId('apiKey', key.id)) };
  },

  revokeApiKey: ({ params, tables }) => {
    const key = tables.apiKeys.get(idNumber(params.api_key_id));
    if (key?.partnerId !== idNumber(params.partner_id)) throw notFound('API key', params.api_key_id);
    key.revokedAt ??= new Date();
    return { status: 204, body: undefined };
  },
};
