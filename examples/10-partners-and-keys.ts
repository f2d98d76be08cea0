// Tasks of the operator: register a partner, create a key, replace the key without downtime, deactivate the partner.

import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { AuthenticationError, CommerceClient, ConflictError, PermissionError } from '@commerce-integration/sdk';

const baseUrl = process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000';
const operator = new CommerceClient({ baseUrl, apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key' });

const { partner: owner } = await operator.me();
if (owner) {
  console.error(
    `This example needs the operator's key, which alone registers partners and issues keys: yours is a key of ${owner.partner_name}.`,
  );
  process.exit(1);
}

const partner = await operator.partners.create({
  partner_name: `Lakeside Store ${randomUUID().slice(0, 8)}`,
  contact_email: 'feeds@lakeside.example',
  default_currency: 'EUR',
});
console.log(`${partner.partner_name} is ${partner.status}.`);

// Only this response contains the secret. Without `scopes`, a key allows everything that a partner may do.
const old = await operator.partners.createApiKey(partner.partner_id, { name: 'feed server' });
const store = new CommerceClient({ baseUrl, apiKey: old.secret });

const file = new File(['sku,product_name,price\nLS-1,Paddle,24.00\n'], 'paddles.csv');
const { result } = await store.feeds.ingest({ file });
const { items } = await store.products.list();
console.log(
  `With its own key it loads ${result?.inserted} product, sees ${items.length}, priced in ${items[0]?.currency}.`,
);

// Two keys can be valid at the same time: both work until all clients use the new one.
const reader = { name: 'shop window', scopes: ['products:read' as const] };
const next = await operator.partners.createApiKey(partner.partner_id, reader);
const shop = new CommerceClient({ baseUrl, apiKey: next.secret });
await operator.partners.revokeApiKey(partner.partner_id, old.api_key_id);

await report('The old key', () => store.products.list());
await report('The new key', () => shop.products.list());
await report('The new key, uploading', () => shop.feeds.upload({ file }));

await operator.partners.update(partner.partner_id, { status: 'paused' });
const upload = { partner_id: partner.partner_id, file };
await report('An upload for a paused partner', () => operator.feeds.upload(upload));

async function report(what: string, call: () => PromiseLike<unknown>): Promise<void> {
  try {
    await call();
    console.log(`${what} works.`);
  } catch (error) {
    const known = [AuthenticationError, PermissionError, ConflictError].find((kind) => error instanceof kind);
    if (!known) throw error;
    console.log(`${what}: ${known.name} ${(error as ConflictError).code}`);
  }
}
