import { createHmac } from 'node:crypto';
import { deliveryBody, deliveryHeaders, signerOf } from '../../contract/src/webhooks/delivery-request.ts';
import { markdownTable } from './reference-links.ts';

/**
 * The description of each header of a delivery. The generator fails for a header of the contract that is missing here.
 */
const ABOUT: Readonly<Record<string, string>> = {
  'content-type': 'The type of the body.',
  'x-commerce-event-id': 'The ID of the event: the same for each attempt and each duplicate.',
  'x-commerce-event-type': 'The type of the event, to route by without reading the body.',
  'x-commerce-timestamp': 'When this attempt was signed, in seconds since 1970.',
  'x-commerce-sequence':
    'The number of the delivery among those of the subscription, in the order of their first attempts.',
  'x-commerce-attempt': 'The number of the attempt, from 1.',
  'x-commerce-signature': 'HMAC-SHA256 of the body in hexadecimal, keyed with the text of the secret.',
  'webhook-id': 'Standard Webhooks: the ID of the event.',
  'webhook-timestamp': 'Standard Webhooks: when this attempt was signed, in seconds since 1970.',
  'webhook-signature': 'Standard Webhooks: HMAC-SHA256 of ID, time and body in base64.',
};

export const EXAMPLE_SECRET = 'whsec_dGhpcyBpcyB0aGUgc2VjcmV0IG9mIGFuIGV4YW1wbGU=';
const OCCURRED = '2026-04-06T15:02:10.000Z';

/** The body of a delivery of an event, as JSON. */
export function exampleBody(event_type: string, data: unknown): string {
  return deliveryBody({ event_id: 'EV00001', event_type, occurred_at: OCCURRED, data });
}

/** The headers of a delivery, each with an example; the signatures match the body and the shown secret. */
export async function deliveryHeadersTable(eventType: string, body: string): Promise<string> {
  const timestamp = Date.parse(OCCURRED) / 1_000;
  const delivery = { eventId: 'EV00001', eventType, timestamp, sequence: 1, attempt: 1, body };
  const signer = signerOf(EXAMPLE_SECRET, (key) => (content) => createHmac('sha256', key).update(content).digest());
  const headers = await deliveryHeaders(delivery, [signer]);
  const rows = Object.entries(headers).map(([name, value]) => {
    const about = ABOUT[name];
    if (about === undefined) throw new Error(`The header ${name} of deliveries is not described`);
    return [`\`${name}\``, about, `\`${value}\``];
  });
  return markdownTable(['header', 'what it says', 'example'], rows);
}
