import { z } from 'zod';
import { ORDER_EXAMPLE } from '../shared/examples.ts';
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
import { oneOf } from '../shared/request-schemas.ts';
import { timeSchema } from '../shared/time.ts';
import { deliverySchema, shipmentSchema } from './deliveries.ts';
import { FULFILLMENT_STATUSES, ORDER_STATUSES } from './states/order-states.ts';

const quantityError = `quantity must be a whole number from 1 to ${LIMITS.orderItemQuantity}.`;

/** A quantity of an item in a request. */
export const quantitySchema = z
  .int({ error: quantityError })
  .min(1, { error: quantityError })
  .max(LIMITS.orderItemQuantity, { error: quantityError });

export const orderStatusSchema = oneOf('status', ORDER_STATUSES);

export const orderItemSchema = z
  .object({
    order_item_id: orderItemIdSchema,
    product_id: productIdSchema,
    sku: z.string().meta({ description: 'The SKU at the time of the order, like name and price.' }),
    product_name: z.string(),
    quantity: z.int(),
    unit_price: amountSchema,
    line_total: amountSchema.meta({ description: 'quantity × unit_price, exact.' }),
    shipped_quantity: z.int(),
    cancelled_quantity: z.int(),
    returned_quantity: z.int().meta({ description: 'The part of the shipped quantity that was returned.' }),
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
    fulfillment_status: z
      .enum(FULFILLMENT_STATUSES)
      .meta({ description: 'Fulfilment progress, derived from its deliveries.' }),
    cancelled_amount: amountSchema.meta({ description: 'The exact part of the total that was cancelled.' }),
    returned_amount: amountSchema.meta({ description: 'The exact part of the total that was shipped and returned.' }),
    block_export: z.boolean().meta({ description: 'Whether exporters skip it until it is unblocked.' }),
    allowed_transitions: z
      .array(orderStatusSchema)
      .meta({ description: 'The statuses that `POST /orders/{order_id}/transitions` currently allows.' }),
    items: z.array(orderItemSchema).meta({ description: 'The ordered items, in the order of the call.' }),
    deliveries: z.array(deliverySchema).meta({ description: 'The parts in which it is fulfilled, oldest first.' }),
    shipments: z.array(shipmentSchema).meta({ description: 'The parcels of all its deliveries, oldest first.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Order', examples: [ORDER_EXAMPLE] });
export type Order = z.infer<typeof orderSchema>;
