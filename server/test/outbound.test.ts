import type { lookup } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { guardedAgent } from '../src/outbound/guarded-agent.ts';

const server = createServer((_, res) => void res.end('inside'));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => void server.close());
const { port } = server.address() as AddressInfo;

const get = async (host: string, allowLoopback: boolean) => {
  const agent = guardedAgent({ allowLoopback, connectMs: 2_000 });
  try {
    const answer = await agent.request({ origin: `http://${host}:${port}`, path: '/', method: 'GET' });
    return await answer.body.text();
  } finally {
    await agent.destroy();
  }
};

it('does not connect to a name or an address that is not public, in any notation', async () => {
  for (const host of ['127.0.0.1', 'localhost', '127.1', '0x7f000001', '[::ffff:127.0.0.1]', '0.0.0.0', '[::]'])
    await expect(get(host, false)).rejects.toThrow(/not a public address/);
  for (const host of ['127.0.0.1', 'localhost', '127.1']) expect(await get(host, true)).toBe('inside');
  for (const host of ['0.0.0.0', '[::]']) await expect(get(host, true)).rejects.toThrow(/not a public address/);
});

it('checks the address of each connection, since a name may resolve differently later', async () => {
  // A name server that changes its response: the first address is public.
  const answers = ['8.8.8.8', '127.0.0.1'];
  const resolve = ((_name: string, _options: object, done: (error: null, found: object[]) => void) => {
    done(null, [{ address: answers.shift(), family: 4 }]);
  }) as unknown as typeof lookup;
  const agent = guardedAgent({ allowLoopback: false, connectMs: 100, resolve });
  const call = () => agent.request({ origin: `http://rebinding.example:${port}`, path: '/', method: 'GET' });
  await expect(call()).rejects.not.toThrow(/not a public address/);
  await expect(call()).rejects.toThrow('rebinding.example stands for 127.0.0.1');
  await agent.destroy();
});
