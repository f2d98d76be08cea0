import { z } from 'zod';
import { PROBLEM_EXAMPLE } from './examples.ts';

/**
 * Every error code of the API, with its HTTP status and title. `detail` describes the individual case. Codes are
 * stable: a client may switch on them.
 */
export const PROBLEMS = {
  malformed_request: { status: 400, title: 'The request cannot be read' },
  invalid_parameter: { status: 400, title: 'A path or query parameter is invalid' },
  unknown_version: { status: 400, title: 'The API does not support this version' },
  invalid_cursor: { status: 400, title: 'The cursor does not belong to this query' },
  invalid_file: { status: 400, title: 'The uploaded file cannot be used' },
  upload_mismatch: { status: 400, title: 'The uploaded object is not what was announced' },
  order_without_items: { status: 400, title: 'The order has no items' },
  range_too_long: { status: 400, title: 'The range has too many periods' },
  job_not_runnable: { status: 400, title: 'This kind of job cannot be run' },
  unauthorized: { status: 401, title: 'No valid API key' },
  forbidden: { status: 403, title: 'The API key may not do this' },
  cross_site_request: { status: 403, title: 'The call came from another site' },
  csrf_token_wrong: { status: 403, title: 'The CSRF token is missing or wrong' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'The path does not support this method' },
  conflict: { status: 409, title: 'The current state forbids it' },
  partner_name_taken: { status: 409, title: 'The partner name is taken' },
  partner_not_active: { status: 409, title: 'The partner is not active' },
  too_many_live_keys: { status: 409, title: 'The partner has two live keys already' },
  job_already_running: { status: 409, title: 'The job is already queued or running' },
  job_not_undoable: { status: 409, title: 'The job cannot be undone' },
  job_already_finished: { status: 409, title: 'The job has already finished' },
  feed_not_uploaded: { status: 409, title: 'The feed has no uploaded file yet' },
  product_not_available: { status: 409, title: 'A product is not for sale' },
  product_not_priced: { status: 409, title: 'A product has no price' },
  external_id_taken: { status: 409, title: 'The external ID is taken' },
  too_many_open_uploads: { status: 409, title: 'The partner has too many open uploads' },
  upload_already_used: { status: 409, title: 'The upload was already used for a batch' },
  upload_not_complete: { status: 409, title: 'Nothing was uploaded yet' },
  upload_expired: { status: 409, title: 'The upload has expired' },
  batch_not_finished: { status: 409, title: 'The batch has not finished yet' },
  nothing_to_retry: { status: 409, title: 'The batch has no failed operations' },
  webhook_disabled: { status: 409, title: 'The subscription is disabled' },
  too_many_webhooks: { status: 409, title: 'The partner has too many subscriptions' },
  delivery_in_flight: { status: 409, title: 'The delivery is being sent right now' },
  transition_not_allowed: { status: 409, title: 'The state does not allow this transition' },
  quantity_not_available: { status: 409, title: 'The quantity of an item is not available' },
  too_many_deliveries: { status: 409, title: 'The order has too many deliveries' },
  too_many_shipments: { status: 409, title: 'The order has too many shipments' },
  update_not_parked: { status: 409, title: 'The order update is not parked' },
  too_many_update_feeds: { status: 409, title: 'The partner has too many order update feeds' },
  next_flag_taken: { status: 409, title: 'Another exporter sets the next flag' },
  export_chain_loops: { status: 409, title: 'The chain of exporters forms a loop' },
  too_many_order_exporters: { status: 409, title: 'The partner has too many exporters' },
  export_not_waiting: { status: 409, title: 'The order export is not waiting for a decision' },
  export_not_repeatable: { status: 409, title: 'The order export cannot be retried now' },
  customer_has_orders: { status: 409, title: 'An order refers to the customer' },
  idempotency_in_progress: { status: 409, title: 'The first call with this key is still running' },
  request_timeout: { status: 408, title: 'The request was received too slowly' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported content type' },
  validation_failed: { status: 422, title: 'Some fields are invalid' },
  mixed_currencies: { status: 422, title: 'An order has one currency' },
  product_of_another_partner: { status: 422, title: "A product is not the partner's" },
  customer_of_another_partner: { status: 422, title: "The customer is not the partner's" },
  address_of_another_customer: { status: 422, title: "The address is not the customer's" },
  sales_channel_of_another_partner: { status: 422, title: "The sales channel is not the partner's" },
  order_total_too_large: { status: 422, title: 'The total of the order is too large' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used for another request' },
  rate_limited: { status: 429, title: 'Too many requests' },
  too_many_wrong_keys: { status: 429, title: 'Too many wrong keys' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  service_unavailable: { status: 503, title: 'The service is not available right now' },
  query_limit_exceeded: { status: 503, title: 'The query exceeds its limits' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

export const fieldErrorSchema = z.object({
  path: z.string().meta({ description: 'The field, as a dotted path: `items.0.quantity`.' }),
  code: z.string().meta({ description: 'The problem, as a stable code.' }),
  message: z.string().meta({ description: 'The problem, as a message.' }),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** The body of every error response (RFC 9457, `application/problem+json`). */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'A URI that identifies the kind of problem and links to its documentation.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened and what to do, as a human-readable message.' }),
    code: z.enum(PROBLEM_CODES).meta({ description: 'Stable; switch on this.' }),
    request_id: z.string(),
    errors: z.array(fieldErrorSchema).optional().meta({ description: 'One entry for each invalid field.' }),
  })
  .meta({ id: 'Problem', description: 'An error in the format of RFC 9457.', examples: [PROBLEM_EXAMPLE] });
export type ProblemBody = z.infer<typeof problemSchema>;

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** An error that is reported to the caller. Use cases throw it; one place turns it into a response. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[] | undefined;
  /** Seconds after which a retry makes sense; sent as `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /** The response body. `typeBase` is the address of the page that lists the codes. */
  toBody(requestId: string, typeBase = '/docs/errors'): ProblemBody {
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `${typeBase}#${this.code}`,
      title,
      status,
      detail: this.message,
      code: this.code,
      request_id: requestId,
      ...(this.errors ? { errors: [...this.errors] } : {}),
    };
  }
}

/**
 * Refusals with a temporary cause, which passes with time or through actions of others: the same call with the same key
 * must be able to succeed later. `job_already_running` is not one of them: repeating the call after that run has ended
 * must not start another one.
 */
const PASSING: ReadonlySet<ProblemCode> = new Set([
  'partner_not_active',
  'product_not_available',
  'product_not_priced',
  'too_many_open_uploads',
  'feed_not_uploaded',
  'upload_not_complete',
  'batch_not_finished',
  'delivery_in_flight',
  'idempotency_in_progress',
]);

/** Whether a refusal is the outcome of a call with an `Idempotency-Key`; otherwise the call releases its key. */
export function isKeptRefusal({ status, code }: Problem): boolean {
  return status < 500 && !PASSING.has(code);
}
