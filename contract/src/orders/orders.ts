import { z } from 'zod';
import { ORDER_REQUEST } from '../shared/examples.ts';
import {
  addressIdSchema,
  customerIdSchema,
  orderIdSchema,
  partnerIdSchema,
  productIdSchema,
  salesChannelIdSchema,
} from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import {
  fieldsOf,
  idempotencyHeaders,
  keyFilterSchema,
  keySchema,
  oneOf,
  partnerNameFilter,
} from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery } from '../shared/time.ts';
import { orderSchema, orderStatusSchema, quantitySchema } from './order.ts';
import { orderChangeRoutes } from './order-changes.ts';
import { FULFILLMENT_STATUSES } from './states/order-states.ts';

export const createOrderSchema = fieldsOf({
  partner_name: partnerNameFilter
    .optional()
    .meta({ description: "The partner of the products. Optional with a partner's key." }),
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
    .meta({ description: 'The sales channel: its prices in force are used if it has any.' }),
  items: z
    .array(
      fieldsOf({
        product_id: productIdSchema,
        quantity: quantitySchema,
      }),
    )
    .max(LIMITS.orderItems, { error: `An order has at most ${LIMITS.orderItems} items.` })
    .meta({ description: 'At least one item. Several items may have the same product.' }),
})
  .refine((body) => body.shipping_address_id === undefined || body.customer_id !== undefined, {
    path: ['shipping_address_id'],
    error: 'shipping_address_id needs the customer_id it belongs to.',
  })
  .meta({ id: 'CreateOrder', examples: [ORDER_REQUEST] });
export type CreateOrder = z.infer<typeof createOrderSchema>;

const read = { access: 'orders:read' } as const;
const fulfillmentStatusSchema = oneOf('fulfillment_status', FULFILLMENT_STATUSES);
const customerOrdersQuery = {
  status: orderStatusSchema.optional(),
  fulfillment_status: fulfillmentStatusSchema.optional(),
  ...createdRangeQuery,
  ...pageQuery,
};

export const listOrdersQuerySchema = z.object({
  partner_name: partnerNameFilter.optional(),
  customer_id: customerIdSchema.optional(),
  customer_reference: keyFilterSchema('customer_reference', LIMITS.customerReferenceLength).optional(),
  sku: keyFilterSchema('sku', LIMITS.skuLength).optional().meta({ description: 'Orders of an item with this SKU.' }),
  product_id: productIdSchema.optional(),
  tracking_number: keyFilterSchema('tracking_number', LIMITS.trackingNumberLength)
    .optional()
    .meta({ description: 'Orders with a parcel of this number.' }),
  blocked: z
    .stringbool({ error: 'blocked must be true or false.' })
    .optional()
    .meta({ description: 'Whether their export is blocked.' }),
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
        'In one transaction, current prices, names and SKUs are copied from the catalogue; later feeds do not change them. All problems of an order are reported together in `errors[]`; status and code are those of the first.',
      metadata: { access: 'orders:write' } as const,
      headers: idempotencyHeaders,
      body: createOrderSchema,
      responses: { 201: orderSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listOrders: {
      method: 'GET',
      path: '/orders',
      summary: 'List orders, newest first',
      description:
        "Each order includes its items. With a partner's key: its own orders; with the operator's key: those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: listOrdersQuerySchema,
      responses: { 200: listOf(orderSchema) },
    },
    getOrder: {
      method: 'GET',
      path: '/orders/:order_id',
      summary: 'Get an order',
      description: 'Includes its items, at the prices at which they were ordered.',
      metadata: read,
      pathParams: z.object({ order_id: orderIdSchema }),
      responses: { 200: orderSchema, ...problems(404) },
    },
    ...orderChangeRoutes,
    listOrdersByCustomer: {
      method: 'GET',
      path: '/customers/:customer_id/orders',
      summary: "List a customer's orders, newest first",
      description: 'Orders that refer to the customer, each with its items.',
      metadata: { ...read, reads: 'replica' },
      pathParams: z.object({ customer_id: customerIdSchema }),
      query: z.object(customerOrdersQuery),
      responses: { 200: listOf(orderSchema), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
