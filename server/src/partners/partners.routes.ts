import { partnersContract } from '@commerce-integration/contract';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { issueApiKey, revokeApiKey } from './api-keys.ts';
import { presentApiKey, presentPartner } from './partners.presenter.ts';
import { getPartner, listApiKeys, listPartners } from './partners.queries.ts';
import { registerPartner } from './register-partner.ts';
import { updatePartner } from './update-partner.ts';

/** @param forgetCallers clears this process's cache of key owners before the response to a change of a key */
export function partnersRoutes({ read, write, idempotent }: UnitsOfWork, forgetCallers: () => void) {
  return server.router(partnersContract, {
    createPartner: ({ body, req, res }) =>
      idempotent(req, res, async (em) => ({ status: 201, body: presentPartner(await registerPartner(em, body)) })),

    listPartners: async ({ query, res }) => ({ status: 200, body: await listPartners(read(res), query) }),

    getPartner: async ({ params, res }) => ({
      status: 200,
      body: presentPartner(await getPartner(read(res), params.partner_id)),
    }),

    updatePartner: async ({ params, body, res }) => {
      const partner = await write(res, (em) => updatePartner(em, params.partner_id, body));
      forgetCallers();
      return { status: 200, body: presentPartner(partner) };
    },

    createApiKey: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => {
        const { key, secret } = await issueApiKey(em, params.partner_id, body);
        return { status: 201, body: { ...presentApiKey(key), secret } };
      }),

    listApiKeys: async ({ params, query, res }) => ({
      status: 200,
      body: await listApiKeys(read(res), params.partner_id, query),
    }),

    revokeApiKey: async ({ params, res }) => {
      await write(res, (em) => revokeApiKey(em, params.partner_id, params.api_key_id));
      forgetCallers();
      return { status: 204, body: undefined };
    },
  });
}
