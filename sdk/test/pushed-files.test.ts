import { expect, it } from 'vitest';
import { clientOf, json } from './support/fake-api.ts';

it.each<[string, object, string, string]>([
  ['an object as JSON', { event: 'SENT' }, 'application/json', '{"event":"SENT"}'],
  ['a Blob as what it says it is', new Blob(['a;b\n'], { type: 'text/csv' }), 'text/csv', 'a;b\n'],
  ['a Blob that says nothing as any file', new Blob(['a;b\n']), 'application/octet-stream', 'a;b\n'],
  ['bytes as any file', new TextEncoder().encode('a;b\n'), 'application/octet-stream', 'a;b\n'],
])('pushes %s, and again if the response is lost', async (_, notice, type, text) => {
  const { client, seen } = clientOf(
    (_request, number) => {
      if (number === 1) throw new TypeError('fetch failed');
      return json({ push_id: 'OP00001', duplicate: true }, 202);
    },
    { maxRetries: 1 },
  );
  await client.orderUpdateFeeds.push('OF00001', notice, 'ofsec_x');
  expect(seen).toHaveLength(2);
  for (const { headers, body } of seen) {
    expect(headers.get('x-feed-token')).toBe('ofsec_x');
    expect(headers.get('content-type')).toBe(type);
    expect(await new Response(body).text()).toBe(text);
  }
});
