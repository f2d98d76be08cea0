import { z } from 'zod';
import {
  ADDRESS_EXAMPLE,
  ADDRESS_REQUEST,
  CUSTOMER_EXAMPLE,
  CUSTOMER_REQUEST,
  CUSTOMERS_DELETION_REQUEST,
} from '../shared/examples.ts';
import { addressIdSchema, customerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import {
  emailSchema,
  fieldsOf,
  idempotencyHeaders,
  keyFilterSchema,
  keySchema,
  lineSchema as line,
  partnerNameFilter,
} from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery, timeSchema } from '../shared/time.ts';

export const customerSchema = z
  .object({
    customer_id: customerIdSchema,
    external_id: z.string().nullable().meta({ description: "The partner's own number of the customer." }),
    first_name: z.string(),
    last_name: z.string(),
    email_masked: z.string().meta({ description: 'The address itself is stored encrypted and never shown.' }),
    phone_masked: z.string().nullable(),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Customer', examples: [CUSTOMER_EXAMPLE] });
export type Customer = z.infer<typeof customerSchema>;

export const createCustomerSchema = fieldsOf({
  external_id: keySchema('external_id', LIMITS.externalIdLength).nullable().optional().meta({
    description:
      "The partner's own number of the customer, unique among its customers; the operator's customers count as those of one partner. It is stored and shown unmasked: do not use an e-mail address.",
  }),
  first_name: line('first_name', LIMITS.customerNameLength),
  last_name: line('last_name', LIMITS.customerNameLength),
  email: emailSchema('email'),
  phone: line('phone', LIMITS.phoneLength)
    .regex(/^\+?[\d ().\-/]+$/, { error: 'phone holds digits, spaces and ( ) . - / only, and may begin with +.' })
    .refine((phone) => phone.replace(/\D/g, '').length >= 5, { error: 'phone has fewer than 5 digits.' })
    .nullable()
    .optional()
    .meta({ examples: ['+1 555 010 0101'] }),
}).meta({ id: 'CreateCustomer', examples: [CUSTOMER_REQUEST] });
export type CreateCustomer = z.infer<typeof createCustomerSchema>;

export const addressSchema = z
  .object({
    address_id: addressIdSchema,
    customer_id: customerIdSchema,
    address_line1_masked: z.string(),
    city: z.string(),
    state: z.string(),
    postal_code_masked: z.string(),
    country: z.string().meta({ description: 'ISO 3166-1 alpha-2.' }),
    created_at: timeSchema,
  })
  .meta({ id: 'CustomerAddress', examples: [ADDRESS_EXAMPLE] });
export type CustomerAddress = z.infer<typeof addressSchema>;

export const createAddressSchema = fieldsOf({
  address_line1: line('address_line1', LIMITS.addressLineLength),
  address_line2: line('address_line2', LIMITS.addressLineLength).nullable().optional(),
  city: line('city', LIMITS.customerNameLength),
  state: line('state', LIMITS.customerNameLength),
  postal_code: line('postal_code', LIMITS.postalCodeLength),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, { error: 'country is not an ISO 3166-1 code of two letters, such as US.' })
    .default('US'),
}).meta({ id: 'CreateCustomerAddress', examples: [ADDRESS_REQUEST] });
export type CreateAddress = z.infer<typeof createAddressSchema>;

export const DELETION_OUTCOMES = ['deleted', 'not_found', 'has_orders'] as const;
export const customerDeletionSchema = z
  .object({
    customer_id: customerIdSchema,
    outcome: z.enum(DELETION_OUTCOMES).meta({
      description: '`has_orders`: an order refers to the customer or one of its addresses, so nothing was deleted.',
    }),
  })
  .meta({ id: 'CustomerDeletion' });
export type CustomerDeletion = z.infer<typeof customerDeletionSchema>;

export const deleteCustomersSchema = fieldsOf({
  customer_ids: z
    .array(customerIdSchema)
    .min(1, { error: 'Name at least one customer.' })
    .max(LIMITS.customersPerDeletion, { error: `Name at most ${LIMITS.customersPerDeletion} customers.` }),
}).meta({ id: 'DeleteCustomers', examples: [CUSTOMERS_DELETION_REQUEST] });

const customerPath = z.object({ customer_id: customerIdSchema });
const read = { access: 'customers:read' } as const;
const write = { access: 'customers:write' } as const;

export const customersContract = c.router(
  {
    createCustomer: {
      method: 'POST',
      path: '/customers',
      summary: 'Create a customer',
      description:
        "E-mail and phone are stored encrypted and shown masked. A customer belongs to the partner whose key created it; the operator's customers belong to no partner, and the operator may order for them from any partner.",
      metadata: write,
      headers: idempotencyHeaders,
      body: createCustomerSchema,
      responses: { 201: customerSchema, ...problems(409, 413, 415, 422) },
    },
    listCustomers: {
      method: 'GET',
      path: '/customers',
      summary: 'List customers, newest first',
      description: "With a partner's key: its own customers; with the operator's key: all customers.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        external_id: keyFilterSchema('external_id', LIMITS.externalIdLength)
          .optional()
          .meta({ description: 'The customer with this number.' }),
        ...createdRangeQuery,
        ...pageQuery,
      }),
      responses: { 200: listOf(customerSchema) },
    },
    deleteCustomers: {
      method: 'DELETE',
      path: '/customers',
      summary: 'Delete several customers',
      description:
        'Each ID has its own outcome, in the order sent; a customer that cannot be deleted does not stop the others.',
      metadata: write,
      body: deleteCustomersSchema,
      responses: { 200: listOf(customerDeletionSchema), ...problems(413, 415, 422) },
    },
    getCustomerAddress: {
      method: 'GET',
      path: '/customers/addresses/:address_id',
      summary: "Get a customer's address",
      description: 'Street and postal code are masked.',
      metadata: read,
      pathParams: z.object({ address_id: addressIdSchema }),
      responses: { 200: addressSchema, ...problems(404) },
    },
    getCustomer: {
      method: 'GET',
      path: '/customers/:customer_id',
      summary: 'Get a customer',
      description: 'E-mail and phone are masked.',
      metadata: read,
      pathParams: customerPath,
      responses: { 200: customerSchema, ...problems(404) },
    },
    deleteCustomer: {
      method: 'DELETE',
      path: '/customers/:customer_id',
      summary: 'Delete a customer and its addresses',
      description: 'Rejected with 409 if an order refers to the customer or one of its addresses.',
      metadata: write,
      pathParams: customerPath,
      responses: { 204: c.noBody(), ...problems(404, 409) },
    },
    createCustomerAddress: {
      method: 'POST',
      path: '/customers/:customer_id/addresses',
      summary: 'Add an address to a customer',
      description: 'Street and postal code are stored encrypted and shown masked.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: customerPath,
      body: createAddressSchema,
      responses: { 201: addressSchema, ...problems(404, 409, 413, 415, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
