import { openApiDocument, postmanCollection } from '@commerce-integration/contract/openapi';
import type { Request } from 'express';

/** Made once; only its address differs. */
const DOCUMENT = openApiDocument();

/** The OpenAPI document with the address that it was asked for at. */
export function openApiFor(req: Pick<Request, 'protocol' | 'get'>): Record<string, unknown> {
  return { ...DOCUMENT, servers: [{ url: `${req.protocol}://${req.get('host')}` }] };
}

/** The Postman collection, likewise. */
export function postmanFor(req: Pick<Request, 'protocol' | 'get'>): Record<string, unknown> {
  return postmanCollection(openApiFor(req));
}
