import { customersContract } from '@commerce-integration/contract';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { createAddress } from './create-address.ts';
import { createCustomer } from './create-customer.ts';
import { presentAddress, presentCustomer } from './customers.presenter.ts';
import { getAddress, getCustomer, listCustomers } from './customers.queries.ts';
import { deleteCustomer, deleteCustomers, type FindOrdered } from './delete-customers.ts';

/** @param cipher encrypts the personal data of a customer, and decrypts it to show it masked */
export function customersRoutes(
  { read, write, idempotent }: UnitsOfWork,
  cipher: FieldCipher,
  findOrdered: FindOrdered,
) {
  return server.router(customersContract, {
    createCustomer: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const customer = await createCustomer(em, cipher, res.locals.caller.partner, body);
        return { status: 201 as const, body: presentCustomer(customer, cipher) };
      }),

    listCustomers: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const page = await listCustomers(em, query, await partnerFilter(em, partner_name));
      return { status: 200, body: { ...page, items: page.items.map((one) => presentCustomer(one, cipher)) } };
    },

    getCustomer: async ({ params, res }) => ({
      status: 200,
      body: presentCustomer(await getCustomer(read(res), params.customer_id), cipher),
    }),

    deleteCustomer: async ({ params, res }) => {
      await write(res, (em) => deleteCustomer(em, findOrdered, params.customer_id));
      return { status: 204, body: undefined };
    },

    deleteCustomers: async ({ body, res }) => {
      const items = await write(res, (em) => deleteCustomers(em, findOrdered, body.customer_ids));
      return { status: 200, body: { count: items.length, items } };
    },

    createCustomerAddress: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => {
        const customerId = params.customer_id;
        const address = await createAddress(em, cipher, res.locals.caller.partner, { customerId, input: body });
        return { status: 201 as const, body: presentAddress(address, cipher) };
      }),

    getCustomerAddress: async ({ params, res }) => ({
      status: 200,
      body: presentAddress(await getAddress(read(res), params.address_id), cipher),
    }),
  });
}
