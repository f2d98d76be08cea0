import { z } from 'zod';
import { DELIVERY_EXAMPLE } from '../shared/examples.ts';
import { deliveryIdSchema, orderIdSchema, orderItemIdSchema, shipmentIdSchema } from '../shared/ids.ts';
import { oneOf } from '../shared/request-schemas.ts';
import { timeSchema } from '../shared/time.ts';
import { ORDER_DELIVERY_STATUSES } from './states/delivery-states.ts';

export const deliveryStatusSchema = oneOf('status', ORDER_DELIVERY_STATUSES);

/** A line of a delivery: a part of an order item. */
export const deliveryItemSchema = z
  .object({
    order_item_id: orderItemIdSchema,
    sku: z.string(),
    quantity: z.int().meta({ description: 'The items of the delivery, including cancelled parts.' }),
    shipped_quantity: z.int(),
    cancelled_quantity: z.int(),
    returned_quantity: z.int().meta({ description: 'The part of the shipped quantity that was returned.' }),
    delivered_quantity: z
      .int()
      .nullable()
      .meta({ description: 'The quantity reported by an order update; null before that, 0 for a rejected line.' }),
    rejected: z.boolean().meta({ description: 'Whether an order update rejected the line.' }),
    estimated_from: timeSchema.nullable(),
    estimated_until: timeSchema.nullable(),
    confirmed_at: timeSchema.nullable().meta({ description: 'The confirmed time of delivery.' }),
    remark: z.string().nullable(),
    invoice_number: z.string().nullable(),
  })
  .meta({ id: 'DeliveryItem' });
export type DeliveryItem = z.infer<typeof deliveryItemSchema>;

export const shipmentItemSchema = z
  .object({ order_item_id: orderItemIdSchema, quantity: z.int() })
  .meta({ id: 'ShipmentItem' });
export type ShipmentItem = z.infer<typeof shipmentItemSchema>;

export const shipmentSchema = z
  .object({
    shipment_id: shipmentIdSchema,
    delivery_id: deliveryIdSchema,
    carrier: z.string().nullable(),
    tracking_number: z.string().nullable(),
    items: z.array(shipmentItemSchema),
    shipped_at: timeSchema,
  })
  .meta({ id: 'Shipment', description: 'A parcel.' });
export type Shipment = z.infer<typeof shipmentSchema>;

export const deliverySchema = z
  .object({
    delivery_id: deliveryIdSchema,
    order_id: orderIdSchema,
    status: deliveryStatusSchema,
    block_export: z.boolean().meta({ description: 'Whether exporters skip it.' }),
    carrier: z.string().nullable(),
    tracking_number: z.string().nullable(),
    estimated_from: timeSchema.nullable().meta({ description: 'The latest estimate of its items.' }),
    estimated_until: timeSchema
      .nullable()
      .meta({ description: 'The latest estimate of its items; null if an item has none.' }),
    items: z.array(deliveryItemSchema),
    allowed_transitions: z
      .array(deliveryStatusSchema)
      .meta({ description: 'The states that can be requested; quantities may still forbid one.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({
    id: 'Delivery',
    description: 'A part of an order that is fulfilled together.',
    examples: [DELIVERY_EXAMPLE],
  });
export type Delivery = z.infer<typeof deliverySchema>;
