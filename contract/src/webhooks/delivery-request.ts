// The request to a receiver: the body, and the headers by which it recognises and verifies a delivery. It has two
// signatures: as Standard Webhooks 1.0 (https://www.standardwebhooks.com) defines, and the plain HMAC of the body.

/** The prefix of secrets; base64 of 32 bytes follows. */
export const WEBHOOK_SECRET_PREFIX = 'whsec_';

/** HMAC-SHA256 of a text or bytes, with a prepared key. */
export type Hmac = (content: string | Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Signs deliveries with one secret. Reuse it: preparing a key costs more than signing. */
export interface Signer {
  readonly plain: Hmac;
  readonly standard: Hmac;
}

/** The content of one attempt. */
export interface Delivery {
  eventId: string;
  eventType: string;
  /** Seconds since 1970. */
  timestamp: number;
  sequence: number;
  attempt: number;
  /** Exactly as sent. */
  body: string | Uint8Array;
}

/** The body of a delivery. */
export function deliveryBody(event: {
  event_id: string;
  event_type: string;
  occurred_at: string;
  data: unknown;
}): string {
  const { event_id, event_type, occurred_at, data } = event;
  return JSON.stringify({ event_id, event_type, occurred_at, data });
}

/**
 * Makes the signer of a secret.
 *
 * @param hmacWith prepares a key
 * @throws Error for a secret that is not base64 after its prefix
 */
export function signerOf(secret: string, hmacWith: (key: Uint8Array) => Hmac): Signer {
  return { plain: hmacWith(utf8(secret)), standard: hmacWith(webhookKey(secret)) };
}

/**
 * The headers of a delivery.
 *
 * @param signers of the current secret and, while it is valid, of the previous one: then there are two signatures
 */
export async function deliveryHeaders(delivery: Delivery, signers: readonly Signer[]): Promise<Record<string, string>> {
  const { eventId, eventType, timestamp, sequence, attempt, body } = delivery;
  const content = contentOf(delivery);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({
      plain: hex(await signer.plain(body)),
      standard: base64(await signer.standard(content)),
    })),
  );
  return {
    'content-type': 'application/json',
    'x-commerce-event-id': eventId,
    'x-commerce-event-type': eventType,
    'x-commerce-timestamp': String(timestamp),
    'x-commerce-sequence': String(sequence),
    'x-commerce-attempt': String(attempt),
    'x-commerce-signature': signatures.map(({ plain }) => `sha256=${plain}`).join(','),
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.map(({ standard }) => `v1,${standard}`).join(' '),
  };
}

function contentOf({ eventId, timestamp, body }: Delivery): string | Uint8Array {
  if (typeof body === 'string') return signedContent(eventId, String(timestamp), body);
  const before = utf8(signedContent(eventId, String(timestamp), ''));
  const content = new Uint8Array(before.length + body.length);
  content.set(before);
  content.set(body, before.length);
  return content;
}

/** The content that the Standard Webhooks signature covers. */
export function signedContent(id: string, timestamp: string, body: string): string {
  return `${id}.${timestamp}.${body}`;
}

/** The key of a secret. @throws Error for one that is not base64 after its prefix */
export function webhookKey(secret: string): Uint8Array {
  return base64Bytes(secret.startsWith(WEBHOOK_SECRET_PREFIX) ? secret.slice(WEBHOOK_SECRET_PREFIX.length) : secret);
}

/** The two hex digits of each byte. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The bytes of a base64 text. @throws Error for any other text */
export function base64Bytes(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new Error('Not base64');
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
