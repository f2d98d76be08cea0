import { openApiDocument, postmanCollection } from '@commerce-integration/contract/openapi';
import type { Request } from 'express';

// Made once; only their addresses differ.
const DOCUMENT = openApiDocument();
const COLLECTION = postmanCollection(DOCUMENT) as { variable: { key: string; value?: string }[] };

/** The OpenAPI document with the address that it was asked for at. */
export function openApiFor(req: Pick<Request, 'protocol' | 'get'>): Record<string, unknown> {
  return { ...DOCUMENT, servers: [{ url: addressOf(req) }] };
}

/** The Postman collection, likewise. */
export function postmanFor(req: Pick<Request, 'protocol' | 'get'>): Record<string, unknown> {
  const variable = COLLECTION.variable.map((one) => (one.key === 'baseUrl' ? { ...one, value: addressOf(req) } : one));
  return { ...COLLECTION, variable };
}

function addressOf(req: Pick<Request, 'protocol' | 'get'>): string {
  return `${req.protocol}://${req.get('host')}`;
}
