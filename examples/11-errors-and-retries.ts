// The errors that calls throw, and the retries of the SDK, which never repeat an effect.

import process from 'node:process';
import { ApiError, CommerceClient, CommerceError, NotFoundError, ValidationError } from '@commerce-integration/sdk';

const options = {
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
};
const client = new CommerceClient(options);

await explain('A product that is not there', () => client.products.get('PR99999999'));
const nameless = { first_name: ' ', last_name: 'Moreau', email: 'none' };
await explain('A customer without a name', () => client.customers.create(nameless));
await explain('A key that nobody has', () => new CommerceClient({ ...options, apiKey: 'wrong' }).products.list());
await explain('An ID of another kind', () => client.products.get('FD00001'));
await explain('A call given up', () => client.products.list({}, { signal: AbortSignal.abort() }));

// A network that loses the first response: the server has received the request, but the client does not know it.
let tries = 0;
const unreliable = new CommerceClient({
  ...options,
  logLevel: 'info',
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    tries += 1;
    if (tries > 1) return response;
    throw new TypeError('connection lost');
  },
});
const alice = { first_name: 'Alice', last_name: 'Moreau', email: 'alice.moreau@example.com' };
const { customer_id, created_at } = await unreliable.customers.create(alice);
const { items } = await client.customers.list({ created_from: created_at });
console.log(`After ${tries} tries there is ${items.length} new customer, ${customer_id}.`);

async function explain(what: string, call: () => PromiseLike<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    console.log(`${what}: ${meaningOf(error)}`);
  }
}

function meaningOf(error: unknown): string {
  if (error instanceof NotFoundError) return `not there. ${error.detail}`;
  if (error instanceof ValidationError) return error.errors.map(({ message }) => message).join(' ');
  // Every API error has a code to switch on, and the ID under which the server logged the request.
  if (error instanceof ApiError) return `${error.status} ${error.code} (request ${error.requestId})`;
  // No response: a connection error, a timeout, or your own signal. Any other error occurred before a request was sent.
  return error instanceof CommerceError ? `${error.name}. ${error.message}` : String(error);
}
