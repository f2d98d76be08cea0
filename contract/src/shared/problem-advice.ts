import type { ProblemCode } from './problem.ts';

/**
 * When each problem is answered, and what helps: Markdown, with links relative to the page of errors in the guides,
 * `docs/reference/errors.md`. The type makes a code without its advice impossible.
 */
export const PROBLEM_ADVICE: Readonly<Record<ProblemCode, string>> = {
  malformed_request:
    'The body is not JSON in UTF-8, not a readable form, or ended too early; or the query cannot be decoded. [What is refused](./bad-input.md#requests). Correct the request: it fails the same way every time.',
  invalid_parameter:
    'An ID in the path is malformed, a query parameter or header is out of range, or the endpoint has no such parameter. `errors[]` names each one with the values it takes.',
  unknown_version:
    'The header `Commerce-Version` names a version that was never served, or is served no longer. `detail` lists those that are: see [Versioning](../concepts/versioning.md).',
  invalid_cursor:
    'A cursor belongs to one query: its filters, its sort and its order. Start again without `cursor`, or pass on the `next_cursor` of the same query.',
  invalid_file:
    'The file is empty, not CSV, not UTF-8, or its header cannot be used; `detail` says which. Nothing was kept. See [Bad input and faults](./bad-input.md).',
  upload_mismatch:
    'The object behind the presigned URL has another size or SHA-256 than you announced. Put the file again, to the same URL while it lasts, and complete again.',
  order_without_items: '`items` is empty. An order has at least one item.',
  range_too_long:
    'The range holds more periods than one answer may have; `detail` names the limit. Take a shorter range or a coarser `granularity`.',
  job_not_undoable:
    'Only what a validation job or an import job wrote into products can be undone, after the end of the job, once, and only for some days; the detail says what is the matter. Load a corrected file instead.',
  job_not_runnable:
    'Only jobs that wait until they are run can be, as a validation job (`JV…`) does. The submission job (`JS…`) was finished with the upload.',
  unauthorized: 'The `x-api-key` header is missing, or the key is unknown, expired or revoked.',
  forbidden:
    "The key lacks the scope, the endpoint belongs to the operator, or the request names another partner than the key's. `detail` says which.",
  cross_site_request:
    'A session counts for pages of this server alone, and a page of another site made the call. Programs send an `x-api-key` instead. Behind a proxy that changes the header `Host`, see [Use the console](../how-to/use-the-console.md#behind-a-proxy).',
  csrf_token_wrong:
    'A session was used for a call other than GET or HEAD without the `csrf_token` of that session in the header `x-csrf-token`. `GET /console/session` returns it.',
  not_found:
    'There is no such thing, or it is not yours: the two answer alike, so that IDs give nothing away. Also a path that does not exist.',
  method_not_allowed: 'The path is right, and the method is not: the header `Allow` names those that it takes.',
  conflict: 'The state forbids it, in a way that has no code of its own; `detail` says what stands in the way.',
  partner_name_taken: 'Partner names are unique, whatever the case of their letters.',
  partner_not_active:
    'A paused or offboarded partner cannot upload. Its data stays readable. The operator can set it active.',
  too_many_live_keys:
    'A partner has at most two live keys. Revoke one: see [Rotate an API key](../how-to/rotate-an-api-key.md).',
  job_already_running:
    'The job is in the queue or running. Wait for it with `GET /jobs/{job_id}?wait=30`; a finished job may be run again.',
  job_already_finished: 'A finished job has nothing left to cancel.',
  feed_not_uploaded:
    'Nothing was put to the upload URL yet, or the feed was rejected, so there is no file to complete, run or download.',
  product_not_available:
    'Only products that are `in_stock`, `preorder` or `backorder` can be ordered; one without an availability cannot. `errors[]` names each.',
  product_not_priced:
    "Neither the product's feed nor a price list gives it a price now. Send a feed with one, or set [a price list](../how-to/announce-a-price-change.md).",
  external_id_taken:
    'An `external_id` is unique among the sales channels of a partner, and another among its customers. Take another, or change what has it.',
  too_many_open_uploads:
    'Upload URLs were asked for and not used. Complete those uploads, or wait until their URLs run out; see [Limits](./limits.md).',
  upload_already_used: 'An upload serves one batch. Get a new upload URL and put the archive there.',
  upload_not_complete: 'Nothing was put to the upload URL yet: PUT the ZIP file there first.',
  upload_expired: 'The upload URL was not used in time. Get a new one and put the archive there.',
  batch_not_finished:
    'The batch, or a retry of it, is still at work. Wait for its job with `GET /jobs/{job_id}?wait=30`.',
  nothing_to_retry:
    'Every operation of the batch succeeded, also by a retry, or was skipped, so there is none to try again.',
  webhook_disabled:
    'Nothing is delivered to a disabled subscription. `disabled_reason` says why it is; once its receiver works, set `status` to `active` and [recover what it missed](../how-to/recover-missed-events.md).',
  too_many_webhooks:
    'A partner, and the operator for all partners, has a limit of subscriptions; see [Limits](./limits.md). One subscription takes any number of types: change it, or delete one that nobody needs.',
  delivery_in_flight:
    'The delivery is on its way at this moment, and its outcome not known. Look at it again, and send it again if it has failed.',
  transition_not_allowed:
    'The order or the delivery is in a state from which the one you ask for cannot be reached. `detail` names the states that can be; so does `allowed_transitions` of the order. See [the states of orders](../concepts/orders-on-their-way.md).',
  quantity_not_available:
    'More of an order item was to be shipped, cancelled, returned or moved than there is. `detail` names the item and how much can be.',
  too_many_deliveries:
    'An order has a limit of deliveries; see [Limits](./limits.md). Ship parts of a delivery as parcels instead.',
  too_many_shipments: 'An order has a limit of parcels; see [Limits](./limits.md). Put more into each.',
  update_not_parked:
    'Only a parked order update can be retried or dismissed. `status` says how it ended; what is `queued` is applied soon.',
  too_many_update_feeds:
    'A partner has a limit of feeds of order updates; see [Limits](./limits.md). Delete one that nobody pushes to.',
  next_flag_taken:
    'Of the exporters of one flag, one alone may set the next flag; `detail` names the one that does. Leave `next_flag` out, or take it from the other one. See [Chain exporters](../how-to/chain-exporters.md).',
  export_chain_loops:
    'Following `next_flag` from exporter to exporter leads back to the flag of this one, so that orders would be exported endlessly. `detail` has the way. Choose another `next_flag`.',
  too_many_order_exporters:
    'A partner, and the operator for all partners, has a limit of exporters; see [Limits](./limits.md). Delete one that nobody needs.',
  export_not_waiting:
    'Somebody else has decided already, or the export does not wait for a person. Look at its `status`. See [Approve and block exports](../how-to/approve-and-block-exports.md).',
  export_not_repeatable:
    'Only an export that has failed can be tried again by `retry`. One that was completed is done again by a replay; one that waits needs nothing. See [Find what is stuck](../how-to/find-what-is-stuck.md).',
  customer_has_orders:
    'An order names the customer or one of its addresses, so both are kept. There is no way around it.',
  idempotency_in_progress: 'The first call with this `Idempotency-Key` is still running. Repeat after `Retry-After`.',
  request_timeout:
    'For 30 s hardly anything came of the body of the request. Send it again, and faster: 8 KB a second at the least.',
  payload_too_large:
    'The file or body is over its limit; `detail` names the limit. Large feeds take [a presigned URL](../how-to/upload-large-files.md). See [Limits](./limits.md).',
  unsupported_media_type: 'Uploads are `multipart/form-data`, other bodies `application/json` in UTF-8.',
  validation_failed:
    'The body is readable and some of its fields are wrong. `errors[]` names every one, up to 100, not only the first.',
  mixed_currencies:
    'The products of one order have prices in different currencies. Amounts of two currencies are never added: make one order for each.',
  product_of_another_partner: 'An order is for one partner. Order the products of another in an order of its own.',
  customer_of_another_partner:
    "A customer that a partner's key made can order from that partner only. Those of the operator can order from any.",
  address_of_another_customer: '`shipping_address_id` is an address of another customer than `customer_id`.',
  sales_channel_of_another_partner:
    "An order, and a product's price list, name a sales channel of the partner whose products they are.",
  order_total_too_large: 'The total has more digits than an amount may have; see [Limits](./limits.md).',
  idempotency_key_reused: 'The same `Idempotency-Key` came with another request. Take a new key for a new request.',
  rate_limited:
    'Over the calls a minute of this key, or over the downloads or streams of events that it may have running. Wait for `Retry-After`; the `RateLimit` header tells how many are left.',
  too_many_wrong_keys:
    'Wrong keys came from your address too often, or from all addresses together. Wait for `Retry-After`; calls with an `x-api-key` and sessions that are signed in already go on. See [Use the console](../how-to/use-the-console.md#wrong-keys).',
  internal_error:
    'Our mistake. It is logged under the `request_id`; please report it with that. Trying again may help.',
  service_unavailable:
    'The database or the storage cannot be reached just now. Try again after `Retry-After`; nothing was half done.',
  query_limit_exceeded:
    'The database took longer for the call than a call may take, or more room on its disk. Ask for less, such as a shorter range or fewer products, or try again after `Retry-After`; nothing was half done.',
};
