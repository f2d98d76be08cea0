import { signedContent, webhookKey } from '@commerce-integration/contract/rules';
import { WebhookVerificationError } from '../errors/errors.ts';
import { checkNumber, describeValue, refuseUnknown } from '../internal/transport/arguments.ts';
import type { CommerceEvent } from '../internal/types/wire-types.ts';

/**
 * The headers of a request: a `Headers` object, or a plain object such as `request.headers` of Node. Names are
 * case-insensitive.
 */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Options of {@link verifyWebhook}. */
export interface VerifyWebhookOptions {
  /**
   * Maximum difference between the time of the signature and now, in seconds. It protects against replayed deliveries.
   *
   * @default 300
   */
  toleranceSeconds?: number | undefined;
}

/** More signatures than this are not ours: a delivery has one for each valid secret. */
const MOST_SIGNATURES = 10;

/**
 * Verifies that a request is a delivery of the API, and returns its event. Follows Standard Webhooks 1.0
 * (https://www.standardwebhooks.com) and compares signatures in constant time.
 *
 * @param rawBody the body exactly as it was received, as text or bytes, not as parsed by a framework
 * @param headers the headers of the request
 * @param secrets the secret of the subscription, or several: the old and the new one while a secret is being replaced
 * @throws WebhookVerificationError with a `code` for the reason; TypeError for invalid arguments, such as a missing
 *   secret
 *
 * @example
 * const event = await verifyWebhook(await request.text(), request.headers, secret);
 * if (event.event_type === 'order.created') console.log(event.data.order_id);
 */
export async function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  options: VerifyWebhookOptions = {},
): Promise<CommerceEvent> {
  refuseUnknown('option', options, ['toleranceSeconds']);
  checkNumber('toleranceSeconds', options.toleranceSeconds, { min: 0 });
  const body = bytesOf(rawBody);
  const keys = keysOf(secrets);
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  assertRecent(timestamp, options.toleranceSeconds ?? 300);
  const prefix = new TextEncoder().encode(signedContent(id, timestamp, ''));
  const content = new Uint8Array(prefix.length + body.length);
  content.set(prefix);
  content.set(body, prefix.length);
  if (!(await isSigned(content, signatures, keys))) {
    throw new WebhookVerificationError(
      'no_matching_signature',
      'No signature in webhook-signature matches: the secret is wrong, or the body was changed.',
    );
  }
  return eventOf(body);
}

function bytesOf(rawBody: unknown): Uint8Array {
  if (typeof rawBody === 'string') return new TextEncoder().encode(rawBody);
  // Bytes may come from another realm, and are no `Uint8Array` of this one then.
  if (ArrayBuffer.isView(rawBody)) return new Uint8Array(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength);
  throw new TypeError(
    `rawBody must be the body as it was received, a string or a Uint8Array, not ${describeValue(rawBody)}: read it before a framework parses it.`,
  );
}

/** @throws TypeError for what is no secret, without showing it */
function keysOf(secrets: unknown): Uint8Array<ArrayBuffer>[] {
  const all: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
  if (all.length === 0) throw new TypeError('secrets is empty: give the secret of the subscription.');
  return all.map((secret) => {
    if (typeof secret !== 'string' || secret === '')
      throw new TypeError('secrets is missing: give the secret of the subscription.');
    try {
      return new Uint8Array(webhookKey(secret));
    } catch {
      throw new TypeError('A secret is invalid: it must be whsec_ followed by base64.');
    }
  });
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = typeof headers.get === 'function' ? headers.get(name) : plainHeader(headers as object, name);
  const text = Array.isArray(value) ? value.join(' ') : value;
  if (typeof text === 'string' && text !== '') return text;
  throw new WebhookVerificationError(
    'missing_header',
    `The header ${name} is missing: this is not a delivery of the platform.`,
  );
}

function plainHeader(headers: object, name: string): unknown {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function assertRecent(timestamp: string, toleranceSeconds: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError('invalid_timestamp', 'webhook-timestamp is not a number of seconds since 1970.');
  }
  // Whole seconds, as the timestamp is.
  const age = Math.floor(Date.now() / 1_000) - Number(timestamp);
  if (age > toleranceSeconds) {
    const message = `The delivery was signed ${age} s ago, more than the allowed ${toleranceSeconds} s: an old delivery was sent again, or the clock of this machine is wrong.`;
    throw new WebhookVerificationError('timestamp_too_old', message);
  }
  if (age < -toleranceSeconds) {
    const message = `The delivery was signed ${-age} s in the future, more than the allowed ${toleranceSeconds} s: the clock of this machine is wrong.`;
    throw new WebhookVerificationError('timestamp_too_new', message);
  }
}

/** Whether a signature of the header fits one of the keys. Web Crypto compares in constant time. */
async function isSigned(
  content: Uint8Array<ArrayBuffer>,
  header: string,
  keys: readonly Uint8Array<ArrayBuffer>[],
): Promise<boolean> {
  const signatures = header.split(' ').slice(0, MOST_SIGNATURES).flatMap(signatureBytes);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const fits = await Promise.all(
    keys.map(async (key) => {
      const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['verify']);
      const each = signatures.map((signature) => crypto.subtle.verify('HMAC', imported, signature, content));
      return (await Promise.all(each)).includes(true);
    }),
  );
  return fits.includes(true);
}

/** The bytes of a signature; none for one of another version, or that is not base64. */
function signatureBytes(signature: string): Uint8Array<ArrayBuffer>[] {
  const [version, text = ''] = signature.split(',');
  if (version !== 'v1') return [];
  try {
    return [Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))];
  } catch {
    return [];
  }
}

/** @throws WebhookVerificationError for what is no event */
function eventOf(body: Uint8Array): CommerceEvent {
  let event: unknown;
  let cause: unknown;
  try {
    event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    cause = error;
  }
  const { event_id, event_type } = (event ?? {}) as Partial<CommerceEvent>;
  if (typeof event_id === 'string' && typeof event_type === 'string') return event as CommerceEvent;
  throw new WebhookVerificationError('invalid_body', 'The body is signed, but it is not an event in JSON.', { cause });
}
