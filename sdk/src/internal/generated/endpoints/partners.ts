// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createPartner: EndpointOf<{ body: wire.CreatePartnerFields; answer: wire.Partner }> = 'POST /partners 201 key';
export const listPartners: EndpointOf<{ query: wire.ListPartnersFields; answer: Page<wire.Partner> }> = 'GET /partners?partner_name&status&limit&cursor';
export const getPartner: EndpointOf<{ answer: wire.Partner }> = 'GET /partners/:partner_id(PT)';
export const updatePartner: EndpointOf<{ body: wire.UpdatePartnerFields; answer: wire.Partner }> = 'PATCH /partners/:partner_id(PT)';
export const createApiKey: EndpointOf<{ body: wire.CreateApiKeyFields; answer: wire.CreatedApiKey }> = 'POST /partners/:partner_id(PT)/api-keys 201 key';
export const listApiKeys: EndpointOf<{ query: wire.ListApiKeysFields; answer: Page<wire.ApiKey> }> = 'GET /partners/:partner_id(PT)/api-keys?limit&cursor';
export const revokeApiKey: EndpointOf<{}> = 'DELETE /partners/:partner_id(PT)/api-keys/:api_key_id(AK) 204';
