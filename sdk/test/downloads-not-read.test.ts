import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { it, vi } from 'vitest';
import { LocalServer } from './support/local-server.ts';

// In its own file: the remains of other tests must not keep anything in memory.

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

it('no listener remains of downloads that were not read', async () => {
  await using server = await LocalServer.start((_, res) => res.writeHead(200, { 'content-type': 'text/csv' }).end('A'));
  const { signal } = new AbortController();
  for (let call = 0; call < 10; call++) await server.client().products.export({}, { signal });
  const collect = garbageCollector();
  await vi.waitUntil(() => {
    collect();
    return getEventListeners(signal, 'abort').length === 0;
  }, 10_000);
});
