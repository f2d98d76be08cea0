import { z } from 'zod';
import { ORDER_EXAMPLE, ORDER_REQUEST } from '../shared/examples.ts';
import {
  addressIdSchema,
  customerIdSchema,
  orderIdSchema,
  orderItemIdSchema,
  partnerIdSchema,
  productIdSchema,
  salesChannelIdSchema,
} from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema } from '../shared/money.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import {
  fieldsOf,
  idempotencyHeaders,
  keyFilterSchema,
  keySchema,
  partnerNameFilter,
} from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery, timeSchema } from '../shared/time.ts';

export const ORDER_STATUSES = ['created'] as const;
export const orderStatusSchema = z.enum(ORDER_STATUSES, {
  error: `Invalid status value. Allowed values: ${ORDER_STATUSES.join(', ')}`,
});

const quantityError = `quantity must be a whole number from 1 to ${LIMITS.orderItemQuantity}.`;

export const orderItemSchema = z
  .object({
    order_item_id: orderItemIdSchema,
    product_id: productIdSchema,
    sku: z.string().meta({ description: 'As it was when the order was made; so are name and price.' }),
    product_name: z.string(),
    quantity: z.int(),
    unit_price: amountSchema,
    line_total: amountSchema.meta({ description: 'quantity × unit_price, exact.' }),
  })
  .meta({ id: 'OrderItem' });

export const orderSchema = z
  .object({
    order_id: orderIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    customer_reference: z.string().nullable(),
    customer_id: customerIdSchema.nullable(),
    shipping_address_id: addressIdSchema.nullable(),
    sales_channel_id: salesChannelIdSchema.nullable(),
    status: orderStatusSchema,
    total_amount: amountSchema.meta({ description: 'The sum of the line totals, exact.' }),
    currency: z.string(),
    items: z.array(orderItemSchema).meta({ description: 'What was ordered, in the order of the call.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Order', examples: [ORDER_EXAMPLE] });
export type Order = z.infer<typeof orderSchema>;

export const createOrderSchema = fieldsOf({
  partner_name: partnerNameFilter
    .optional()
    .meta({ description: "Whose products are ordered. A partner's key may leave it out." }),
  partner_id: partnerIdSchema.optional(),
  customer_reference: keySchema('customer_reference', LIMITS.customerReferenceLength)
    .optional()
    .meta({ description: "The buyer's own number for the order." }),
  customer_id: customerIdSchema.optional(),
  shipping_address_id: addressIdSchema
    .optional()
    .meta({ description: 'An address of the customer; needs `customer_id`.' }),
  sales_channel_id: salesChannelIdSchema
    .optional()
    .meta({ description: "Where it is sold: the channel's prices in force are taken where it has any." }),
  items: z
    .array(
      fieldsOf({
        product_id: productIdSchema,
        quantity: z
          .int({ error: quantityError })
          .min(1, { error: quantityError })
          .max(LIMITS.orderItemQuantity, { error: quantityError }),
      }),
    )
    .max(LIMITS.orderItems, { error: `An order has at most ${LIMITS.orderItems} items.` })
    .meta({ description: 'At least one. A product may stand in several of them.' }),
})
  .refine((body) => body.shipping_address_id === undefined || body.customer_id !== undefined, {
    path: ['shipping_address_id'],
    error: 'shipping_address_id needs the customer_id it belongs to.',
  })
  .meta({ id: 'CreateOrder', examples: [ORDER_REQUEST] });
export type CreateOrder = z.infer<typeof createOrderSchema>;

const read = { access: 'orders:read' } as const;
const customerOrdersQuery = {
  status: orderStatusSchema.optional(),
  ...createdRangeQuery,
  ...pageQuery,
};

export const listOrdersQuerySchema = z.object({
  partner_name: partnerNameFilter.optional(),
  customer_id: customerIdSchema.optional(),
  customer_reference: keyFilterSchema('customer_reference', LIMITS.customerReferenceLength).optional(),
  ...customerOrdersQuery,
});
export type ListOrdersQuery = z.infer<typeof listOrdersQuerySchema>;

export const ordersContract = c.router(
  {
    createOrder: {
      method: 'POST',
      path: '/orders',
      summary: 'Create an order',
      description:
        'One transaction: prices, names and SKUs are copied from the catalogue as they are now, and later feeds do not change them. All problems of an order are reported together in `errors[]`; status and code are those of the first.',
      metadata: { access: 'orders:write' } as const,
      headers: idempotencyHeaders,
      body: createOrderSchema,
      responses: { 201: orderSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listOrders: {
      method: 'GET',
      path: '/orders',
      summary: 'List orders, newest first',
      description: "Each with its items. A partner's key lists its own orders, the operator's those of all partners.",
      metadata: read,
      query: listOrdersQuerySchema,
      responses: { 200: listOf(orderSchema) },
    },
    getOrder: {
      method: 'GET',
      path: '/orders/:order_id',
      summary: 'Get an order',
      description: 'With its items, at the prices at which they were ordered.',
      metadata: read,
      pathParams: z.object({ order_id: orderIdSchema }),
      responses: { 200: orderSchema, ...problems(404) },
    },
    listOrdersByCustomer: {
      method: 'GET',
      path: '/customers/:customer_id/orders',
      summary: "List a customer's orders, newest first",
      description: 'Those that name the customer, each with its items.',
      metadata: read,
      pathParams: z.object({ customer_id: customerIdSchema }),
      query: z.object(customerOrdersQuery),
      responses: { 200: listOf(orderSchema), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
