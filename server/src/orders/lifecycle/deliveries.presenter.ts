import {
  DELIVERY_STATES,
  type Delivery as DeliveryShape,
  formatId,
  type Shipment as ShipmentShape,
  type StateMachine,
  statesToAskFor,
} from '@commerce-integration/contract';
import { idSql, timeSql } from '../../database/json-sql.ts';
import type { Delivery } from './order.entity.ts';

/** A delivery in the contract's shape. */
export function presentDelivery(delivery: Delivery): DeliveryShape {
  return {
    delivery_id: formatId('delivery', delivery.id),
    order_id: formatId('order', delivery.orderId),
    status: delivery.status,
    block_export: delivery.blockExport,
    carrier: delivery.carrier ?? null,
    tracking_number: delivery.trackingNumber ?? null,
    estimated_from: delivery.estimatedFrom?.toISOString() ?? null,
    estimated_until: delivery.estimatedUntil?.toISOString() ?? null,
    items: delivery.items,
    allowed_transitions: statesToAskFor(DELIVERY_STATES, delivery.status),
    created_at: delivery.createdAt.toISOString(),
    updated_at: delivery.updatedAt.toISOString(),
  };
}

const DELIVERY_FIELDS: Record<keyof DeliveryShape, string> = {
  delivery_id: idSql('delivery', 'd.id'),
  order_id: idSql('order', 'd.order_id'),
  status: 'd.status',
  block_export: 'd.block_export',
  carrier: 'd.carrier',
  tracking_number: 'd.tracking_number',
  estimated_from: timeSql('d.estimated_from'),
  estimated_until: timeSql('d.estimated_until'),
  items: 'd.items',
  allowed_transitions: allowedTransitionsSql(DELIVERY_STATES, 'd.status'),
  created_at: timeSql('d.created_at'),
  updated_at: timeSql('d.updated_at'),
};

const SHIPMENT_FIELDS: Record<keyof ShipmentShape, string> = {
  shipment_id: idSql('shipment', 's.id'),
  delivery_id: idSql('delivery', 's.delivery_id'),
  carrier: 's.carrier',
  tracking_number: 's.tracking_number',
  items: 's.items',
  shipped_at: timeSql('s.shipped_at'),
};

/** SQL of the deliveries of a row of `sales_order`, as a JSON list. Tenancy: whoever may see the order may see them. */
export const DELIVERY_LIST_SQL = listSql(DELIVERY_FIELDS, 'delivery d', 'd');
/** SQL of the parcels of a row of `sales_order`, likewise. */
export const SHIPMENT_LIST_SQL = listSql(SHIPMENT_FIELDS, 'shipment s', 's');

/** Tenancy: of an order that the caller may see. */
function listSql(fields: Record<string, string>, table: string, alias: string): string {
  const columns = Object.entries(fields).map(([name, value]) => `${value} as ${name}`);
  return `(select coalesce(json_agg(part), '[]') from (
    select ${columns.join(', ')} from ${table} where ${alias}.order_id = sales_order.id order by ${alias}.id
  ) part)`;
}

/** SQL of the states that can be requested from the state in `column`: a JSON list. */
export function allowedTransitionsSql<State extends string>(machine: StateMachine<State>, column: string): string {
  const cases = (Object.keys(machine.states) as State[]).map(
    (state) => `when '${state}' then '${JSON.stringify(statesToAskFor(machine, state))}'::json`,
  );
  return `(case ${column} ${cases.join(' ')} end)`;
}
