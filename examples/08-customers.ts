// Customers: personal data is stored encrypted, and returned masked.

import process from 'node:process';
import { CommerceClient, ConflictError } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Acme Corp';
await client.feeds.ingest({ partner_name, file: await fromPath(new URL('data/sample_catalog.csv', import.meta.url)) });

const alice = await client.customers.create({
  first_name: 'Alice',
  last_name: 'Moreau',
  email: 'alice@example.com',
  phone: '+1 555 010 0101',
});
console.log(`${alice.first_name} ${alice.last_name}: ${alice.email_masked}, ${alice.phone_masked}`);

const address = await client.customers.createAddress(alice.customer_id, {
  address_line1: '123 Main Street',
  city: 'Springfield',
  state: 'IL',
  postal_code: '62701',
});
const { address_line1_masked, city, state, postal_code_masked, country } = address;
console.log([address_line1_masked, city, state, postal_code_masked, country].join(', '));

// An order can refer to a customer, and to one of the customer's addresses.
const [product] = (await client.products.list({ partner_name, sku: 'AC-1003' })).items;
if (!product) throw new Error('There is no product AC-1003.');
await client.orders.create({
  partner_name,
  customer_id: alice.customer_id,
  shipping_address_id: address.address_id,
  items: [{ product_id: product.product_id, quantity: 1 }],
});
const orders = await client.orders.listByCustomer(alice.customer_id);
console.log(`Orders of ${alice.first_name}: ${orders.count}`);

// Orders must remain traceable to their customers: a customer with orders cannot be deleted.
try {
  await client.customers.delete(alice.customer_id);
} catch (error) {
  if (!(error instanceof ConflictError)) throw error;
  console.log(`Not deleted: ${error.code}`);
}

// If you delete several, each has its own result.
const bob = await client.customers.create({ first_name: 'Bob', last_name: 'Okafor', email: 'bob@example.com' });
const deletions = await client.customers.deleteMany({ customer_ids: [alice.customer_id, bob.customer_id] });
console.log('Deleting both:', deletions.items.map((deletion) => deletion.outcome).join(', '));
