import type { Customer, CustomerAddress } from '@commerce-integration/contract';
import type { Call, TestServer } from './server.ts';

export const ALICE = {
  first_name: 'Alice',
  last_name: 'Moreau',
  email: 'alice@example.com',
  phone: '+1 555 010 0101',
};

export const HOME = {
  address_line1: '123 Main Street',
  city: 'Springfield',
  state: 'IL',
  postal_code: '62701',
};

export async function makeCustomer(server: TestServer, fields: object = {}, call: Call = {}): Promise<Customer> {
  const made = await server.call<Customer>('/customers', { ...call, body: { ...ALICE, ...fields } });
  if (made.status !== 201) throw new Error(`POST /customers answered ${made.status}: ${JSON.stringify(made.body)}`);
  return made.body;
}

export async function makeAddress(server: TestServer, customerId: string, call: Call = {}): Promise<CustomerAddress> {
  const made = await server.call<CustomerAddress>(`/customers/${customerId}/addresses`, { ...call, body: HOME });
  if (made.status !== 201) throw new Error(`The address answered ${made.status}: ${JSON.stringify(made.body)}`);
  return made.body;
}
