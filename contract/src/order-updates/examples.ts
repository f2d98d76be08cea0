export const SENT_UPDATE_EXAMPLE = {
  update_id: 'WMS-77-1',
  order_id: 'OR00001',
  status: 'shipped',
  carrier: 'DHL',
  tracking_number: 'JD014600003RU',
  occurred_at: '2026-04-08T12:00:00.000Z',
};

export const ORDER_UPDATE_EXAMPLE = {
  order_update_id: 'OU00001',
  update_id: 'WMS-77-1',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  order_update_feed_id: null,
  push_id: null,
  status: 'applied',
  code: null,
  message: null,
  order_id: 'OR00001',
  update: SENT_UPDATE_EXAMPLE,
  occurred_at: '2026-04-08T12:00:00.000Z',
  created_at: '2026-04-08T12:00:04.000Z',
  finished_at: '2026-04-08T12:00:04.000Z',
};

export const FEED_MAPPING_EXAMPLE = {
  fields: {
    update_id: 'event.id',
    customer_reference: 'shipment.reference',
    status: 'event.code',
    tracking_number: 'shipment.trackingNumber',
    occurred_at: 'event.time',
  },
  statuses: { PICKED_UP: 'shipped', DELIVERED: 'delivered', LABEL_PRINTED: null },
};

export const ORDER_UPDATE_FEED_EXAMPLE = {
  order_update_feed_id: 'OF00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  name: 'Courier notices',
  carrier: 'DHL',
  authentication: 'hmac',
  header: 'x-feed-signature',
  mapping: FEED_MAPPING_EXAMPLE,
  data_descriptor_id: null,
  old_secret_valid_until: null,
  created_at: '2026-04-06T15:01:03.000Z',
  updated_at: '2026-04-06T15:01:03.000Z',
};
