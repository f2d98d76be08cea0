import { PROBLEM_CODES, PROBLEMS, type ProblemCode } from '../../contract/src/shared/problem.ts';
import { type Operation, type OperationName, operations } from './api-operations.ts';

/** The endpoints that respond with a problem. */
type Place = (operation: Operation) => boolean;

const only =
  (...names: OperationName[]): Place =>
  ({ operationId }) =>
    names.includes(operationId);
const taking =
  (parameter: string): Place =>
  ({ parameters = [] }) =>
    parameters.some(({ name }) => name === parameter);
const withBody: Place = ({ requestBody }) => requestBody !== undefined;
const withKey: Place = (operation) => operation['x-access'] !== undefined;
/** With a key, or with a secret in another place. */
const withSecret: Place = (operation) =>
  withKey(operation) || only('getMetrics', 'createConsoleSession', 'pushOrderUpdateFeed')(operation);
/** Calls that are possible with a session. */
const notRead: Place = (operation) => withKey(operation) && operation.method !== 'GET';
const uploads = ['uploadFeed', 'createFeedUploadUrl'] as const satisfies OperationName[];

/**
 * The endpoints that can return each problem. The type requires an entry for each code, and a test compares the
 * statuses with those that the endpoints declare.
 */
const PLACES: Record<ProblemCode, Place> = {
  // Query parameters that an endpoint does not have, or that cannot be parsed.
  malformed_request: () => true,
  invalid_parameter: () => true,
  unknown_version: () => true,
  invalid_cursor: taking('cursor'),
  invalid_file: only('uploadFeed', 'completeFeedUpload'),
  upload_mismatch: only('completeFeedUpload'),
  order_without_items: only('createOrder'),
  range_too_long: only('getSalesOverTime'),
  job_not_runnable: only('runJob'),
  job_not_undoable: only('undoJob'),
  unauthorized: withSecret,
  forbidden: withSecret,
  cross_site_request: (operation) => withKey(operation) || only('createConsoleSession')(operation),
  csrf_token_wrong: notRead,
  not_found: ({ responses }) => '404' in responses,
  // Depends on the path, not on an endpoint.
  method_not_allowed: () => false,
  conflict: only('completeFeedUpload', 'getFeedFile', 'downloadJobErrors'),
  partner_name_taken: only('createPartner', 'updatePartner'),
  partner_not_active: only(
    ...uploads,
    'createOrder',
    'createSalesChannel',
    'updateSalesChannel',
    'setPriceList',
    'getBatchUploadUrl',
    'createOperationsBatch',
    'retryFailedOperations',
    'createWebhook',
    'sendOrderUpdates',
    'createOrderUpdateFeed',
  ),
  too_many_live_keys: only('createApiKey'),
  job_already_running: only('runJob'),
  job_already_finished: only('cancelJob', 'cancelOperationsBatch'),
  feed_not_uploaded: only('completeFeedUpload', 'getFeedFile'),
  external_id_taken: only('createSalesChannel', 'updateSalesChannel', 'createCustomer'),
  too_many_open_uploads: only('createFeedUploadUrl', 'getBatchUploadUrl'),
  upload_already_used: only('createOperationsBatch'),
  upload_not_complete: only('createOperationsBatch'),
  upload_expired: only('createOperationsBatch'),
  batch_not_finished: only('downloadBatchErrors', 'retryFailedOperations'),
  nothing_to_retry: only('retryFailedOperations'),
  product_not_available: only('createOrder'),
  product_not_priced: only('createOrder'),
  webhook_disabled: only(
    'testWebhook',
    'recoverWebhook',
    'replayWebhook',
    'redeliverWebhookDelivery',
    'redeliverWebhookDeliveries',
  ),
  next_flag_taken: only('createOrderExporter', 'updateOrderExporter'),
  export_chain_loops: only('createOrderExporter', 'updateOrderExporter'),
  too_many_order_exporters: only('createOrderExporter'),
  export_not_waiting: only('approveOrderExport', 'rejectOrderExport'),
  export_not_repeatable: only('retryOrderExport'),
  too_many_webhooks: only('createWebhook'),
  delivery_in_flight: only('redeliverWebhookDelivery'),
  transition_not_allowed: only('transitionOrder', 'updateDelivery', 'createShipment'),
  quantity_not_available: only('createDelivery', 'createShipment', 'cancelOrderItems', 'returnOrderItems'),
  too_many_deliveries: only('createDelivery'),
  too_many_shipments: only('createShipment'),
  update_not_parked: only('retryOrderUpdate', 'dismissOrderUpdate'),
  too_many_update_feeds: only('createOrderUpdateFeed'),
  customer_has_orders: only('deleteCustomer'),
  idempotency_in_progress: taking('idempotency-key'),
  request_timeout: withBody,
  payload_too_large: withBody,
  unsupported_media_type: withBody,
  validation_failed: withBody,
  mixed_currencies: only('createOrder'),
  product_of_another_partner: only('createOrder'),
  customer_of_another_partner: only('createOrder'),
  address_of_another_customer: only('createOrder'),
  sales_channel_of_another_partner: only('createOrder'),
  order_total_too_large: only('createOrder'),
  idempotency_key_reused: taking('idempotency-key'),
  rate_limited: withKey,
  too_many_wrong_keys: only('createConsoleSession'),
  internal_error: () => true,
  service_unavailable: () => true,
  query_limit_exceeded: withKey,
};

/** The problems that an endpoint returns, in the order of their statuses. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const declared = PROBLEM_CODES.filter((code) => PROBLEMS[code].status in operation.responses);
  return declared.filter((code) => PLACES[code](operation)).sort((a, b) => PROBLEMS[a].status - PROBLEMS[b].status);
}

/** The endpoints that return a problem; undefined if all endpoints of a kind do. */
export function operationsWith(code: ProblemCode): Operation[] {
  return OF_A_KIND.has(code) ? [] : operations.filter((operation) => PLACES[code](operation));
}

/** Problems that every endpoint of a kind can return: its page does not need to list them. */
export const COMMON_PROBLEMS = [
  'malformed_request',
  'invalid_parameter',
  'unknown_version',
  'unauthorized',
  'forbidden',
  'cross_site_request',
  'csrf_token_wrong',
  'rate_limited',
  'internal_error',
  'service_unavailable',
  'query_limit_exceeded',
] as const satisfies ProblemCode[];

/** Problems that depend on an endpoint's input, such as a body or a cursor, and not on its function. */
const OF_A_KIND: ReadonlySet<ProblemCode> = new Set([
  ...COMMON_PROBLEMS,
  'invalid_cursor',
  'not_found',
  'idempotency_in_progress',
  'request_timeout',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
  'idempotency_key_reused',
]);
