import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Request } from 'express';

// The contract's generated files: generating them here would add a second to each start.
const DOCUMENT = published<object>('openapi.json');
const COLLECTION = published<{ variable: { key: string; value?: string }[] }>('postman.json');

/** The OpenAPI document with the server address that the client used. */
export function openApiFor(req: Pick<Request, 'protocol' | 'get'>): Record<string, unknown> {
  return { ...DOCUMENT, servers: [{ url: addressOf(req) }] };
}

/** The Postman collection with the same address. */
export function postmanFor(req: Pick<Request, 'protocol' | 'get'>): Record<string, unknown> {
  const variable = COLLECTION.variable.map((one) => (one.key === 'baseUrl' ? { ...one, value: addressOf(req) } : one));
  return { ...COLLECTION, variable };
}

function addressOf(req: Pick<Request, 'protocol' | 'get'>): string {
  return `${req.protocol}://${req.get('host')}`;
}

function published<T>(name: string): T {
  const file = createRequire(import.meta.url).resolve(`@commerce-integration/contract/${name}`);
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
