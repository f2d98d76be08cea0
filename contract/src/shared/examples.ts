// One example of each successful response and of each request, all with the same data: shown in the OpenAPI document
// and checked against its schema. The requests contain only what is needed; sent in the order of the story, from a feed
// to an order, they succeed on a newly started server.

export const PARTNER_EXAMPLE = {
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  status: 'active',
  contact_email: 'feeds@acme.example',
  feed_type: 'catalog',
  default_file_format: 'csv',
  default_currency: 'USD',
  orders_need_approval: false,
  orders_need_approval_above: null,
  job_weight: 1,
  created_at: '2026-04-06T14:02:11.000Z',
  updated_at: '2026-04-06T14:02:11.000Z',
};

export const FEED_ACCEPTED_EXAMPLE = {
  feed_id: 'FD00001',
  status: 'uploaded',
  job_id: 'JS00001',
  validation_job_id: 'JV00001',
};

const MESSAGE = 'ETL processing completed. Products processed: 13. Inserted: 1. Updated: 0. Unchanged: 12. Skipped: 0.';

export const FEED_EXAMPLE = {
  feed_id: 'FD00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  file_name: 'sample_catalog.csv',
  content_type: 'text/csv',
  size_bytes: 1_214,
  sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  delimiter: ',',
  mode: 'incremental',
  validate_only: false,
  max_error_ratio: null,
  max_removed_ratio: 0.5,
  status: 'uploaded',
  uploaded_at: '2026-04-06T14:17:27.000Z',
  created_at: '2026-04-06T14:17:27.000Z',
  job_id: 'JS00001',
  validation_job_id: 'JV00001',
  validation_status: 'completed',
  validation_message: MESSAGE,
  raw_file_s3_key: 'raw/partners/acme-corp/feeds/FD00001/sample_catalog.csv',
  raw_file_bucket: 'commerce-integration',
};

export const JOB_EXAMPLE = {
  job_id: 'JV00001',
  job_type: 'validation',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  status: 'completed',
  message: MESSAGE,
  created_at: '2026-04-06T14:17:27.000Z',
  started_at: '2026-04-06T14:17:40.000Z',
  finished_at: '2026-04-06T14:17:40.000Z',
  attempt: 1,
  progress: { rows_total: 13, rows_done: 13 },
  result: { processed: 13, inserted: 1, updated: 0, unchanged: 12, skipped: 0, duplicates: 0, removed: 0 },
  feed_id: 'FD00001',
  links: { self: '/jobs/JV00001', feed: '/feeds/FD00001', errors: '/jobs/JV00001/errors' },
};

export const PRODUCT_EXAMPLE = {
  product_id: 'PR00001',
  feed_id: 'FD00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  sku: 'AC-1001',
  product_name: 'Canvas Tote Bag',
  description: 'Heavy cotton, long handles',
  brand: 'Acme',
  category: 'Bags',
  price: 49.99,
  currency: 'USD',
  availability: 'in_stock',
  attributes: { colour: 'natural' },
  created_at: '2026-04-06T14:17:40.000Z',
  updated_at: '2026-04-06T14:17:40.000Z',
};

export const PROBLEM_EXAMPLE = {
  type: '/docs/errors#not_found',
  title: 'Not found',
  status: 404,
  detail: 'Feed FD99999 not found.',
  code: 'not_found',
  request_id: '5f0c1c86-6b0f-4a53-9a53-0a2b6f1f8f64',
};

export const CUSTOMER_EXAMPLE = {
  customer_id: 'CU00001',
  external_id: '40017',
  first_name: 'Alice',
  last_name: 'Moreau',
  email_masked: 'al***@example.com',
  phone_masked: '***-***-0101',
  created_at: '2026-04-06T15:01:03.000Z',
  updated_at: '2026-04-06T15:01:03.000Z',
};

export const ADDRESS_EXAMPLE = {
  address_id: 'AD00001',
  customer_id: 'CU00001',
  address_line1_masked: '123 ***',
  city: 'Springfield',
  state: 'IL',
  postal_code_masked: '***01',
  country: 'US',
  created_at: '2026-04-06T15:01:40.000Z',
};

export const ORDER_EXAMPLE = {
  order_id: 'OR00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  customer_reference: 'PO-2026-118',
  customer_id: 'CU00001',
  shipping_address_id: 'AD00001',
  sales_channel_id: null,
  status: 'created',
  total_amount: 99.98,
  currency: 'USD',
  items: [
    {
      order_item_id: 'OI00001',
      product_id: 'PR00001',
      sku: 'AC-1001',
      product_name: 'Canvas Tote Bag',
      quantity: 2,
      unit_price: 49.99,
      line_total: 99.98,
      shipped_quantity: 0,
      cancelled_quantity: 0,
      returned_quantity: 0,
    },
  ],
  fulfillment_status: 'unfulfilled',
  cancelled_amount: 0,
  returned_amount: 0,
  block_export: false,
  allowed_transitions: ['waiting_approval', 'in_progress', 'cancelled'],
  deliveries: [],
  shipments: [],
  created_at: '2026-04-06T15:02:10.000Z',
  updated_at: '2026-04-06T15:02:10.000Z',
};

export const DELIVERY_EXAMPLE = {
  delivery_id: 'DL00001',
  order_id: 'OR00001',
  status: 'packing',
  block_export: false,
  carrier: 'DHL',
  tracking_number: null,
  estimated_from: null,
  estimated_until: null,
  items: [
    {
      order_item_id: 'OI00001',
      sku: 'AC-1001',
      quantity: 2,
      shipped_quantity: 0,
      cancelled_quantity: 0,
      returned_quantity: 0,
      delivered_quantity: null,
      rejected: false,
      estimated_from: null,
      estimated_until: null,
      confirmed_at: null,
      remark: null,
      invoice_number: null,
    },
  ],
  allowed_transitions: ['ready', 'shipped', 'delivered', 'failed', 'cancelled'],
  created_at: '2026-04-06T15:02:10.000Z',
  updated_at: '2026-04-06T16:00:00.000Z',
};

export const SALES_CHANNEL_EXAMPLE = {
  sales_channel_id: 'SC00001',
  partner_id: 'PT00001',
  name: 'Shop in Lyon',
  type: 'POS_SALES_CHANNEL',
  external_id: 'store-118',
  created_at: '2026-04-06T15:01:03.000Z',
  updated_at: '2026-04-06T15:01:03.000Z',
};

export const CATEGORY_EXAMPLE = {
  category_id: 'CT00002',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  code: 'table-lamps',
  name: 'Table lamps',
  parent_id: 'CT00001',
  parent_code: 'lighting',
  created_at: '2026-04-06T15:01:03.000Z',
  updated_at: '2026-04-06T15:01:03.000Z',
};

export const OPERATIONS_BATCH_EXAMPLE = {
  batch_id: 'OB00001',
  org_id: 'PT00001',
  partner_name: 'Acme Corp',
  batch_type: 'valid-from-price-updates',
  name: 'Spring prices',
  on_error: 'continue',
  validate_only: false,
  status: 'completed',
  message: 'Operations batch completed. Operations: 4. Succeeded: 4. Failed: 0. Skipped: 0.',
  job_id: 'JB00001',
  upload_id: 'BU00001',
  retry_of: null,
  total: 4,
  succeeded: 4,
  failed: 0,
  skipped: 0,
  created_at: '2026-04-06T15:02:10.000Z',
  finished_at: '2026-04-06T15:02:11.000Z',
};

export const UPLOAD_REQUEST = {
  partner_name: 'Acme Corp',
  file: 'sku,product_name,price,currency,availability\nAC-1001,Canvas Tote Bag,49.99,USD,in_stock\n',
};

export const UPLOAD_URL_REQUEST = { partner_name: 'Acme Corp', file_name: 'catalog.csv' };

export const PARTNER_REQUEST = { partner_name: 'Bluebird Books' };

export const PARTNER_CHANGE_REQUEST = { contact_email: 'feeds@acme.example' };

export const API_KEY_REQUEST = { name: 'feed server' };

export const PRICE_LIST_REQUEST = {
  price_list: [{ valid_from: '2027-01-01T00:00:00Z', price: 44.99, currency: 'USD' }],
};

export const SALES_CHANNEL_REQUEST = { partner_id: 'PT00001', name: 'Shop in Lyon', type: 'POS_SALES_CHANNEL' };

export const SALES_CHANNEL_CHANGE_REQUEST = { name: 'Shop in Lyon, Presqu’île' };

export const CUSTOMER_REQUEST = { first_name: 'Alice', last_name: 'Moreau', email: 'alice.moreau@example.com' };

export const CUSTOMERS_DELETION_REQUEST = { customer_ids: ['CU00001'] };

export const ADDRESS_REQUEST = {
  address_line1: '123 Main Street',
  city: 'Springfield',
  state: 'IL',
  postal_code: '62701',
};

export const ORDER_REQUEST = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 2 }] };

export const OPERATIONS_BATCH_REQUEST = { upload_id: 'BU00001' };
