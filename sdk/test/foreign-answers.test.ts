import { describe, expect, it } from 'vitest';
import { type CommerceClient, ConnectionError } from '../src/index.ts';
import { clientOf, json, outcomeOf } from './support/fake-api.ts';

const LOGIN = '<!DOCTYPE html>\n<html><head><title>Sign in</title>\n<p>sk_secret_123';
const page =
  (status: number, type = 'text/html; charset=utf-8') =>
  () =>
    new Response(LOGIN, { status, headers: { 'content-type': type } });
const file = { name: 'a.csv', data: new TextEncoder().encode('sku\n') };
const zip = new Blob(['zip']);

/** A call for each way of reading responses, and the status of its response. */
const calls: [string, number, (client: CommerceClient) => PromiseLike<unknown>][] = [
  ['a read', 200, (client) => client.products.get('PR00001')],
  ['a list', 200, (client) => client.products.list()],
  ['a POST', 201, (client) => client.partners.create({ partner_name: 'Acme Corp' })],
  ['a POST with another good status', 200, (client) => client.partners.create({ partner_name: 'Acme Corp' })],
  ['an upload', 201, (client) => client.feeds.upload({ file })],
  ['a run', 200, (client) => client.jobs.run('JV00001')],
  ['a deletion', 204, (client) => client.customers.delete('CU00001')],
  ['an export', 200, (client) => client.products.export()],
  ['rejected lines', 200, (client) => client.feeds.downloadErrors('JV00001')],
  ['metrics', 200, (client) => client.service.metrics()],
];

describe("a response that is not the API's", () => {
  it.each(calls.filter(([, status]) => status !== 204))(
    'is an error that names the content: %s',
    async (_, status, call) => {
      const { client } = clientOf(page(status), { maxRetries: 0 });
      const error = await outcomeOf(call(client));
      expect(error).toBeInstanceOf(ConnectionError);
      const { message } = error as Error;
      expect(message).toContain(`was answered with ${status} and text/html; charset=utf-8`);
      expect(message).toContain('<title>Sign in</title>');
      expect(message).toContain('Is baseUrl right?');
      expect(message).not.toContain('sk_secret_123');
    },
  );

  it('is any body where none is expected', async () => {
    const { client } = clientOf(page(200), { maxRetries: 0 });
    expect(await outcomeOf(client.customers.delete('CU00001'))).toBeInstanceOf(ConnectionError);
  });

  it.each([undefined, 'text/plain'])('includes a page from the file storage of any content type: %s', async (type) => {
    const upload = { feed_id: 'FD00001', upload_url: 'http://storage.test/a', headers: {}, method: 'PUT' };
    const { client } = clientOf(
      ({ url }) => {
        if (url.pathname === '/limits') return json({ limits: [{ name: 'direct_upload', value: 1 }] });
        return url.host === 'storage.test' ? page(200, type)() : json(upload, 201);
      },
      { maxRetries: 0 },
    );
    const ofStorage = {
      name: 'ConnectionError',
      message: expect.stringContaining('(file storage) was answered with'),
    };
    await expect(client.feeds.ingest({ file })).rejects.toMatchObject(ofStorage);
    const submitted = client.batches.submit({
      org_id: 'PT00001',
      batch_type: 'product-updates',
      on_error: 'continue',
      zip,
    });
    expect(await outcomeOf(submitted)).toBeInstanceOf(ConnectionError);
  });

  it.each(['null', '[]', '7', '"OK"', 'true', '', 'OK', '{"count":'])(
    'can be JSON that is not an object: %s',
    async (text) => {
      for (const [what, status, call] of calls.slice(0, 6)) {
        const answer = new Response(text, { status, headers: { 'content-type': 'application/json' } });
        const { client } = clientOf(() => answer, { maxRetries: 0 });
        expect(await outcomeOf(call(client)), what).toBeInstanceOf(ConnectionError);
      }
    },
  );

  it('is shown shortened, and not read to its end', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(`<html>${'x'.repeat(1_000)}`)),
    });
    const answer = new Response(endless, { headers: { 'content-type': 'text/html' } });
    const { client } = clientOf(() => answer, { maxRetries: 0 });
    const error = await outcomeOf(client.products.export());
    expect((error as Error).message.length).toBeLessThan(300);
  });

  it('is not assumed if the type is missing or general', async () => {
    for (const type of [
      '',
      'application/octet-stream',
      'text/plain',
      'TEXT/CSV;charset=utf-8',
      'application/x-ndjson',
    ]) {
      const { client } = clientOf(() => new Response('sku\n', { headers: type ? { 'content-type': type } : {} }));
      expect(await (await client.products.export()).text()).toBe('sku\n');
    }
  });
});
