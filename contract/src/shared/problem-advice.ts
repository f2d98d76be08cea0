import type { ProblemCode } from './problem.ts';

/**
 * When each problem occurs, and how to fix it: Markdown, with links relative to the page of errors in the guides,
 * `docs/reference/errors.md`. The type makes a code without its advice impossible.
 */
export const PROBLEM_ADVICE: Readonly<Record<ProblemCode, string>> = {
  malformed_request:
    'The body is not JSON in UTF-8, not a readable form, or ended too early; or the query cannot be decoded. See [what is rejected](./bad-input.md#requests). Correct the request; retrying does not help.',
  invalid_parameter:
    'An ID in the path is malformed, a query parameter or header is out of range, or the endpoint has no such parameter. `errors[]` names each one with the allowed values.',
  unknown_version:
    'The header `Commerce-Version` names an unknown or no longer supported version. `detail` lists the supported ones: see [Versioning](../concepts/versioning.md).',
  invalid_cursor:
    'A cursor is valid only for the same query with the same filters and sort order. Start again without `cursor`, or use the `next_cursor` of the same query.',
  invalid_file:
    'The file is empty, not CSV, not UTF-8, or its header cannot be used; `detail` says which. Nothing was stored. See [Bad input and faults](./bad-input.md).',
  upload_mismatch:
    'The object behind the presigned URL has a different size or SHA-256 than announced. PUT the file again to the same URL, before the URL expires, and complete the upload again.',
  order_without_items: '`items` is empty. An order has at least one item.',
  range_too_long:
    'The range has more periods than one response may have; `detail` names the limit. Use a shorter range or a coarser `granularity`.',
  job_not_undoable:
    'Only product changes of a finished validation job or import job can be undone, once, and only for some days; `detail` names the reason. Load a corrected file instead.',
  job_not_runnable:
    'Only jobs that wait to be run, such as validation jobs (`JV…`), can be run. The submission job (`JS…`) is completed with the upload.',
  unauthorized: 'The `x-api-key` header is missing, or the key is unknown, expired or revoked.',
  forbidden:
    "The key lacks the scope, the endpoint belongs to the operator, or the request names a different partner than the key's. `detail` says which.",
  cross_site_request:
    'A session is valid only for pages of this server, but a page of another site made the call. Programs use `x-api-key` instead. Behind a proxy that changes the header `Host`, see [Use the console](../how-to/use-the-console.md#behind-a-proxy).',
  csrf_token_wrong:
    'A session was used for a call other than GET or HEAD without the `csrf_token` of that session in the header `x-csrf-token`. `GET /console/session` returns it.',
  not_found:
    'The object does not exist or belongs to another partner; both cases return the same error, so that IDs reveal nothing. Also returned for unknown paths.',
  method_not_allowed: 'The path does not support this method; the header `Allow` lists the supported ones.',
  conflict: 'The current state does not allow the call, and there is no more specific code; `detail` names the reason.',
  partner_name_taken: 'Partner names are unique, ignoring case.',
  partner_not_active:
    'A paused or offboarded partner cannot upload feeds or create orders. Its data can still be read. The operator can set it active.',
  too_many_live_keys:
    'A partner has at most two live keys. Revoke one: see [Rotate an API key](../how-to/rotate-an-api-key.md).',
  job_already_running:
    'The job is in the queue or running. Wait for it with `GET /jobs/{job_id}?wait=30`; a finished job may be run again.',
  job_already_finished: 'A finished job has nothing left to cancel.',
  feed_not_uploaded:
    'Nothing was uploaded to the URL yet, or the feed was rejected, so there is no file to complete, run or download.',
  product_not_available:
    'Only products that are `in_stock`, `preorder` or `backorder` can be ordered; products without an availability cannot. `errors[]` lists each product.',
  product_not_priced:
    'The product currently has no price from a feed or a price list. Send a feed with a price, or set [a price list](../how-to/announce-a-price-change.md).',
  external_id_taken:
    'An `external_id` must be unique among the sales channels of a partner, and among its customers. Use another one, or change the object that has it.',
  too_many_open_uploads:
    'Too many upload URLs were requested and not used. Complete those uploads, or wait until their URLs expire; see [Limits](./limits.md).',
  upload_already_used: 'An upload can be used for one batch. Request a new upload URL and PUT the archive there.',
  upload_not_complete: 'Nothing was uploaded to the URL yet: PUT the ZIP file there first.',
  upload_expired: 'The upload URL has expired. Request a new one and PUT the archive there.',
  batch_not_finished:
    'The batch, or a retry of it, is still running. Wait for its job with `GET /jobs/{job_id}?wait=30`.',
  nothing_to_retry:
    'Every operation of the batch succeeded, possibly in a retry, or was skipped, so there is nothing to retry.',
  webhook_disabled:
    'Nothing is delivered to a disabled subscription. `disabled_reason` says why it is disabled; once its receiver works, set `status` to `active` and [recover what it missed](../how-to/recover-missed-events.md).',
  too_many_webhooks:
    'A partner, and the operator for all partners, can have a limited number of subscriptions; see [Limits](./limits.md). One subscription can have any number of event types: change it, or delete one that is not needed.',
  delivery_in_flight:
    'The delivery is being sent, and its outcome is not known yet. Check it again later, and resend it if it failed.',
  transition_not_allowed:
    'The requested state cannot be reached from the current state of the order or delivery. `detail` and `allowed_transitions` of the order list the allowed states. See [the states of orders](../concepts/orders-on-their-way.md).',
  quantity_not_available:
    'The call tried to ship, cancel, return or move more of an order item than there is. `detail` names the item and the available quantity.',
  too_many_deliveries:
    'The number of deliveries per order is limited; see [Limits](./limits.md). Ship parts of a delivery as parcels instead.',
  too_many_shipments:
    'The number of parcels per order is limited; see [Limits](./limits.md). Put more items into each parcel.',
  update_not_parked:
    'Only a parked order update can be retried or dismissed. `status` shows its outcome; `queued` updates are applied soon.',
  too_many_update_feeds:
    'The number of order update feeds per partner is limited; see [Limits](./limits.md). Delete one that is not used.',
  next_flag_taken:
    'Only one exporter of a flag may set the next flag; `detail` names the one that does. Omit `next_flag`, or remove it from the other exporter. See [Chain exporters](../how-to/chain-exporters.md).',
  export_chain_loops:
    'Following `next_flag` from exporter to exporter leads back to the flag of this one, so that orders would be exported endlessly. `detail` shows the loop. Choose another `next_flag`.',
  too_many_order_exporters:
    'A partner, and the operator for all partners, can have a limited number of exporters; see [Limits](./limits.md). Delete one that is not needed.',
  export_not_waiting:
    'Someone else has already decided, or the export does not wait for approval. Check its `status`. See [Approve and block exports](../how-to/approve-and-block-exports.md).',
  export_not_repeatable:
    'Only failed exports can be retried with `retry`. Use a replay for completed exports; waiting exports need no action. See [Find what is stuck](../how-to/find-what-is-stuck.md).',
  customer_has_orders: 'An order refers to the customer or one of its addresses, so the customer cannot be deleted.',
  idempotency_in_progress: 'The first call with this `Idempotency-Key` is still running. Repeat after `Retry-After`.',
  request_timeout: 'The request body was received too slowly for 30 s. Send it again with at least 8 KB per second.',
  payload_too_large:
    'The file or body is over its limit; `detail` names the limit. Upload large feeds with [a presigned URL](../how-to/upload-large-files.md). See [Limits](./limits.md).',
  unsupported_media_type: 'Uploads are `multipart/form-data`, other bodies `application/json` in UTF-8.',
  validation_failed: 'Some fields of the body are invalid. `errors[]` lists all of them, up to 100.',
  mixed_currencies:
    'The products of one order have prices in different currencies. Amounts in different currencies are never added: create one order per currency.',
  product_of_another_partner: 'An order is for one partner. Create a separate order for products of another partner.',
  customer_of_another_partner:
    "A customer created with a partner's key can only order from that partner. Customers of the operator can order from any partner.",
  address_of_another_customer: '`shipping_address_id` is an address of a different customer than `customer_id`.',
  sales_channel_of_another_partner:
    'The sales channel of an order or a price list must belong to the partner of the products.',
  order_total_too_large: 'The total has more digits than an amount may have; see [Limits](./limits.md).',
  idempotency_key_reused:
    'The same `Idempotency-Key` was used for a different request. Use a new key for a new request.',
  rate_limited:
    'The key has made too many calls per minute, or has too many downloads or event streams running. Wait for `Retry-After`; the `RateLimit` header shows how many calls are left.',
  too_many_wrong_keys:
    'Too many wrong keys were sent from your IP address, or from all addresses together. Wait for `Retry-After`; calls with an `x-api-key` and existing sessions continue to work. See [Use the console](../how-to/use-the-console.md#wrong-keys).',
  internal_error:
    'A server error. It is logged with the `request_id`; please include it in your report. Retrying may help.',
  service_unavailable:
    'The database or the storage cannot be reached at the moment. Try again after `Retry-After`; nothing was partially executed.',
  query_limit_exceeded:
    'The call exceeded the time or disk space limit of the database. Request less, such as a shorter range or fewer products, or try again after `Retry-After`; nothing was partially executed.',
};
