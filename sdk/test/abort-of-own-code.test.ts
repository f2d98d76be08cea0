import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { AbortError, TimeoutError } from '../src/index.ts';
import { validateFeed } from '../src/validate.ts';
import { broken, clientOf, json, never, outcomeOf, problem } from './support/fake-api.ts';

/** A caller's function that never returns, and aborts as soon as it is called. */
function hangingCode() {
  const controller = new AbortController();
  const code = () =>
    new Promise<never>(() => {
      setTimeout(() => controller.abort());
    });
  return { code, signal: controller.signal };
}

/** A file that opens on request, and the state of its stream. */
function slowFile() {
  let open = () => {};
  let isOpened = () => {};
  let isCancelled = () => {};
  const opening = new Promise<void>((resolve) => (isOpened = resolve));
  const cancelled = new Promise<void>((resolve) => (isCancelled = resolve));
  const data = () => {
    isOpened();
    return new Promise<ReadableStream<Uint8Array>>((resolve) => {
      open = () => resolve(new ReadableStream({ cancel: () => isCancelled() }));
    });
  };
  return { file: { name: 'a.csv', data }, opening, open: () => open(), cancelled };
}

/** A stream that sends one piece and then nothing, like a download from a server that hangs. */
function silentFile() {
  let isSilent = () => {};
  let isCancelled = () => {};
  const silent = new Promise<void>((resolve) => (isSilent = resolve));
  const cancelled = new Promise<void>((resolve) => (isCancelled = resolve));
  const data = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('sku\n')),
      pull: () => new Promise<void>(isSilent),
      cancel: isCancelled,
    });
  return { file: { name: 'a.csv', data }, silent, cancelled };
}

describe('a signal ends a call that waits for a function of the caller', () => {
  it('that opens a file', async () => {
    const { code, signal } = hangingCode();
    const { client, seen } = clientOf(() => json({ limits: [] }));
    const fields = { partner_name: 'Acme', file: { name: 'a.csv', data: code } };
    expect(await outcomeOf(client.feeds.upload(fields, { signal }))).toBeInstanceOf(AbortError);
    expect(seen).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('that is a hook for repetitions', async () => {
    const { code: onRetry, signal } = hangingCode();
    const { client, seen } = clientOf(broken, { onRetry });
    expect(await outcomeOf(client.jobs.get('JV00001', {}, { signal }))).toBeInstanceOf(AbortError);
    expect(seen).toHaveLength(1);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('that replaces a refused key', async () => {
    const { code, signal } = hangingCode();
    let asked = 0;
    const apiKey = async () => (++asked === 1 ? 'old' : code());
    const { client } = clientOf(() => problem(401, 'unauthorized'), { apiKey });
    expect(await outcomeOf(client.jobs.get('JV00001', {}, { signal }))).toBeInstanceOf(AbortError);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('that generates the operations of a batch', async () => {
    const { code: next, signal } = hangingCode();
    const operations = { [Symbol.asyncIterator]: () => ({ next }) };
    const { client } = clientOf(() => json({}));
    const fields = { org_id: 'PT00001', batch_type: 'product-updates' as const, operations };
    expect(await outcomeOf(client.batches.submit(fields, { signal }))).toBeInstanceOf(AbortError);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('that opens a file to validate', async () => {
    const { code: data, signal } = hangingCode();
    const outcome = outcomeOf(validateFeed({ name: 'a.csv', data }, {}, { signal }));
    expect(await outcome).toBeInstanceOf(AbortError);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('the file of a try that has ended', () => {
  it('was opened within the time limit of the try', async () => {
    const { client } = clientOf(() => json({}), { maxRetries: 0 });
    const fields = { partner_name: 'Acme', file: { name: 'a.csv', data: () => new Promise<never>(() => {}) } };
    expect(await outcomeOf(client.feeds.upload(fields, { timeoutMs: 20 }))).toBeInstanceOf(TimeoutError);
  });

  it('is closed if it opens only then', async () => {
    const controller = new AbortController();
    const { file, opening, open, cancelled } = slowFile();
    const { client } = clientOf(() => json({}));
    const outcome = outcomeOf(client.feeds.upload({ partner_name: 'Acme', file }, { signal: controller.signal }));
    await opening;
    controller.abort();
    expect(await outcome).toBeInstanceOf(AbortError);
    open();
    await cancelled;
  });

  it('is closed if it sends no more data', async () => {
    const controller = new AbortController();
    const { file, silent, cancelled } = silentFile();
    const { client } = clientOf(async (seen) => {
      new Response(seen.body).text().catch(() => undefined);
      return never(seen);
    });
    const outcome = outcomeOf(client.feeds.upload({ partner_name: 'Acme', file }, { signal: controller.signal }));
    await silent;
    controller.abort();
    expect(await outcome).toBeInstanceOf(AbortError);
    await cancelled;
  });

  it('is closed if nothing of it was sent, and never treated as complete', async () => {
    const { file, cancelled } = silentFile();
    let body: ReadableStream | undefined;
    const { client } = clientOf((seen) => {
      body = seen.body as ReadableStream;
      return broken();
    });
    await outcomeOf(client.feeds.upload({ partner_name: 'Acme', file }, { maxRetries: 0 }));
    await cancelled;
    await expect(new Response(body).text()).rejects.toThrow('closed before its end');
  });

  it('is closed if it is sent in parts', async () => {
    const controller = new AbortController();
    const { file, silent, cancelled } = silentFile();
    const part = (part_number: number) => ({ part_number, size: 5, upload_url: `http://storage.test/${part_number}` });
    const { client } = clientOf(async (seen) => {
      if (seen.url.pathname === '/limits') return json({ limits: [{ name: 'direct_upload', value: 1 }] });
      if (seen.url.host !== 'storage.test')
        return json({ feed_id: 'FD00001', headers: {}, parts: [part(1), part(2)] }, 201);
      new Response(seen.body).text().catch(() => undefined);
      return never(seen);
    });
    const fields = { partner_name: 'Acme', file: { ...file, size: 10 } };
    const outcome = outcomeOf(client.feeds.ingest(fields, { signal: controller.signal }));
    await silent;
    controller.abort();
    expect(await outcome).toBeInstanceOf(AbortError);
    await cancelled;
  });
});
