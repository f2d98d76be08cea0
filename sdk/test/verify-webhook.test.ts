import { deliveryBody, deliveryHeaders, signerOf } from '@commerce-integration/contract/rules';
import fc from 'fast-check';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { verifyWebhook, WebhookVerificationError } from '../src/webhooks.ts';

const secretOf = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const [SECRET, OTHER] = [secretOf(1), secretOf(2)];
const EVENT = {
  event_id: 'EV00007',
  event_type: 'order.created',
  occurred_at: '2026-04-06T15:02:10.000Z',
  data: { order_id: 'OR00001', status: 'created', total_amount: 99.98, currency: 'USD' },
};
const BODY = deliveryBody(EVENT);

afterEach(() => vi.useRealTimers());

async function hmac(key: Uint8Array, content: string | Uint8Array): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), algorithm, false, ['sign']);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes));
}

/** The headers of a delivery, signed some seconds ago. */
function headersOf(body: string | Uint8Array, secrets: string[], secondsAgo = 0): Promise<Record<string, string>> {
  const timestamp = Math.floor(Date.now() / 1_000) - secondsAgo;
  const delivery = { eventId: 'EV00007', eventType: 'order.created', timestamp, sequence: 1, attempt: 1, body };
  return deliveryHeaders(
    delivery,
    secrets.map((secret) => signerOf(secret, (key) => (content) => hmac(key, content))),
  );
}

async function codeOf(verification: Promise<unknown>): Promise<string> {
  const error = await verification.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof WebhookVerificationError) return error.code;
  throw new Error(`Not refused as a delivery: ${String(error)}`);
}

describe('a delivery', () => {
  it('is verified as text and as bytes, and its type determines its data', async () => {
    const headers = await headersOf(BODY, [SECRET]);
    const event = await verifyWebhook(BODY, headers, SECRET);
    expect(event).toEqual(EVENT);
    const total: number = event.event_type === 'order.created' ? event.data.total_amount : 0;
    expect(total).toBe(99.98);
    expect(await verifyWebhook(new TextEncoder().encode(BODY), headers, SECRET)).toEqual(EVENT);
    const ofBytes = await headersOf(new TextEncoder().encode(BODY), [SECRET]);
    expect(await verifyWebhook(BODY, ofBytes, SECRET)).toEqual(EVENT);
    // As frameworks pass it: a part of a larger buffer.
    expect(await verifyWebhook(Buffer.from(`--${BODY}--`).subarray(2, -2), headers, SECRET)).toEqual(EVENT);
  });

  it('can have its headers in any form', async () => {
    const headers = await headersOf(BODY, [SECRET]);
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    for (const form of [new Headers(headers), upper, lists, { ...headers, cookie: undefined }])
      expect(await verifyWebhook(BODY, form, SECRET)).toEqual(EVENT);
  });

  it('is verified with any of several secrets, for a rotation', async () => {
    const both = await headersOf(BODY, [OTHER, SECRET]);
    for (const secrets of [SECRET, OTHER, [SECRET, OTHER], [secretOf(3), SECRET]])
      expect(await verifyWebhook(BODY, both, secrets)).toEqual(EVENT);
    expect(await verifyWebhook(BODY, await headersOf(BODY, [SECRET]), [OTHER, SECRET])).toEqual(EVENT);
  });

  it('is refused with a code that says why', async () => {
    const headers = await headersOf(BODY, [SECRET]);
    const refused = (changes: Record<string, string | undefined>, body = BODY) =>
      codeOf(verifyWebhook(body, { ...headers, ...changes }, SECRET));
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
      expect(await refused({ [name]: undefined })).toBe('missing_header');
    expect(await refused({ 'webhook-timestamp': 'now' })).toBe('invalid_timestamp');
    expect(await refused({ 'webhook-timestamp': '1e3' })).toBe('invalid_timestamp');
    expect(await refused({}, BODY.replace('99.98', '99.99'))).toBe('no_matching_signature');
    expect(await refused({ 'webhook-id': 'EV00008' })).toBe('no_matching_signature');
    for (const signature of [
      'v1',
      'v1,',
      'v1,%%%',
      'v1,AAAA',
      (headers['webhook-signature'] ?? '').replace('v1', 'v2'),
    ])
      expect(await refused({ 'webhook-signature': signature })).toBe('no_matching_signature');
    expect(await codeOf(verifyWebhook(BODY, headers, OTHER))).toBe('no_matching_signature');
  });

  it('can be five minutes old, or as old as configured', async () => {
    const verify = async (secondsAgo: number, toleranceSeconds?: number) =>
      verifyWebhook(BODY, await headersOf(BODY, [SECRET], secondsAgo), SECRET, { toleranceSeconds });
    for (const allowed of [verify(290), verify(-290), verify(3_600, 7_200)]) expect(await allowed).toEqual(EVENT);
    expect(await codeOf(verify(360))).toBe('timestamp_too_old');
    expect(await codeOf(verify(-360))).toBe('timestamp_too_new');
    expect(await codeOf(verify(20, 10))).toBe('timestamp_too_old');
    vi.useFakeTimers({ toFake: ['Date'] });
    for (const allowed of [verify(300), verify(-300), verify(0, 0)]) expect(await allowed).toEqual(EVENT);
    expect(await codeOf(verify(301))).toBe('timestamp_too_old');
    expect(await codeOf(verify(-301))).toBe('timestamp_too_new');
  });

  it('must be an event in JSON', async () => {
    for (const body of ['', 'no', '[]', 'null', '{}', '{"event_id":"EV00001"}'])
      expect(await codeOf(verifyWebhook(body, await headersOf(body, [SECRET]), SECRET))).toBe('invalid_body');
  });

  it('of a type that is newer than the SDK is returned', async () => {
    const body = deliveryBody({ ...EVENT, event_type: 'parcel.lost' });
    expect(await verifyWebhook(body, await headersOf(body, [SECRET]), SECRET)).toMatchObject({
      event_type: 'parcel.lost',
    });
  });
});

it('has an error for invalid arguments that shows no secret', async () => {
  const headers = await headersOf(BODY, [SECRET]);
  const verify = verifyWebhook as (...given: unknown[]) => Promise<unknown>;
  await expect(verify(EVENT, headers, SECRET)).rejects.toThrow(/rawBody must be the body as it was received/);
  await expect(verify(BODY, headers, undefined)).rejects.toThrow('secrets is missing');
  await expect(verify(BODY, headers, [])).rejects.toThrow('secrets is empty');
  const whole = await verify(BODY, headers, 'whsec_top secret').catch(String);
  expect(whole).toBe('TypeError: A secret is invalid: it must be whsec_ followed by base64.');
  await expect(verify(BODY, headers, SECRET, { tolerance: 1 })).rejects.toThrow('Unknown option: tolerance');
  await expect(verify(BODY, headers, SECRET, { toleranceSeconds: -1 })).rejects.toThrow('toleranceSeconds');
});

describe('the reference implementation of Standard Webhooks', () => {
  const oracle = new StandardWebhook(SECRET);

  it('signs verifiable deliveries, and verifies signed ones', async () => {
    const now = new Date();
    const headers = {
      'webhook-id': 'EV00007',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': oracle.sign('EV00007', now, BODY),
    };
    expect(await verifyWebhook(BODY, headers, SECRET)).toEqual(EVENT);
    expect(oracle.verify(BODY, await headersOf(BODY, [OTHER, SECRET]))).toEqual(EVENT);
  });

  it('accepts and refuses the same, whatever is changed', async () => {
    const change = fc.oneof(
      fc.constant((text: string) => text),
      fc.nat().map((at) => (text: string) => flip(text, at)),
      fc.nat().map((at) => (text: string) => text.slice(0, at % (text.length + 1))),
      fc.string({ maxLength: 3 }).map((more) => (text: string) => text + more),
    );
    const fields = fc.record({ body: change, id: change, timestamp: change, signature: change });
    const age = fc.constantFrom(0, 0, 0, 200, -200, 310, -310, 100_000);
    await fc.assert(
      fc.asyncProperty(fields, age, fc.string(), async (changes, secondsAgo, reason) => {
        const body = changes.body(deliveryBody({ ...EVENT, data: { reason } }));
        const signed = await headersOf(deliveryBody({ ...EVENT, data: { reason } }), [OTHER, SECRET], secondsAgo);
        const headers = {
          'webhook-id': changes.id(signed['webhook-id'] ?? ''),
          'webhook-timestamp': changes.timestamp(signed['webhook-timestamp'] ?? ''),
          'webhook-signature': changes.signature(signed['webhook-signature'] ?? ''),
        };
        const [ours, theirs] = await Promise.all([
          verifyWebhook(body, headers, SECRET).then(Boolean, () => false),
          Promise.resolve()
            .then(() => oracle.verify(body, headers))
            .then(Boolean, () => false),
        ]);
        // The reference implementation reads a timestamp up to its first character that is not a digit, and signs that
        // number.
        const isWhole = /^\d+$/.test(headers['webhook-timestamp']);
        expect(ours, JSON.stringify({ body, headers })).toBe(theirs && isWhole);
      }),
      { numRuns: 400 },
    );
  });
});

function flip(text: string, at: number): string {
  const place = at % Math.max(1, text.length);
  return text.slice(0, place) + String.fromCharCode((text.charCodeAt(place) || 0) ^ 1) + text.slice(place + 1);
}
