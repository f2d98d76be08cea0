import type { ApiKey, Page } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { CallerCache } from '../src/partners/caller-cache.ts';
import { findCaller, type KeyOwner } from '../src/partners/find-caller.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { atEnd } from './support/at-end.ts';
import { freshEnvironment, OPERATOR_KEY, startTestServer, TestServer } from './support/server.ts';
import { until } from './support/until.ts';

describe("the operator's key", () => {
  it('is invalid after a restart with another one, which is valid', async () => {
    const environment = await freshEnvironment();
    const start = async (key: string) => {
      const all = { ...environment, OPERATOR_API_KEY: key };
      return new TestServer(await startServer(readConfig(all), createLogger('silent')), all);
    };
    const statuses = async (server: TestServer, keys: string[]) => {
      const answers = await Promise.all(keys.map((key) => server.call('/partners', { key })));
      return answers.map(({ status }) => status);
    };
    const next = 'another-key-of-the-operator';

    const first = await start(OPERATOR_KEY);
    expect(await statuses(first, [OPERATOR_KEY, next])).toEqual([200, 401]);
    await first.stop();
    const both = await start(`${OPERATOR_KEY},${next}`);
    expect(await statuses(both, [OPERATOR_KEY, next])).toEqual([200, 200]);
    await both.stop();
    const last = await start(next);
    expect(await statuses(last, [OPERATOR_KEY, next])).toEqual([401, 200]);
    await last.stop();
    const back = await start(OPERATOR_KEY);
    expect(await statuses(back, [OPERATOR_KEY, next])).toEqual([200, 401]);
    await back.stop();
  });
});

describe('a key that is revoked while it is being looked up', () => {
  it('is not cached', async () => {
    const server = await startTestServer();
    const { id, key } = await server.partner('Revoked');
    const { key: other } = await server.partner('Another');
    const asked: Record<string, number> = { [key]: 0, [other]: 0 };
    const [read, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const cache = new CallerCache<KeyOwner>(server.databaseUrl, async (secret) => {
      asked[secret] = (asked[secret] ?? 0) + 1;
      const found = await findCaller(server.pool, secret, []);
      // The database has returned the key as valid, and the response has not arrived yet.
      if (secret === key) {
        read.resolve();
        await answer.promise;
      }
      return found;
    });
    await cache.listen();
    atEnd(() => cache.close());
    await cache.find(other);
    await cache.find(other);
    expect(asked[other]).toBe(1);

    const first = cache.find(key);
    await read.promise;
    const [issued] = (await server.call<Page<ApiKey>>(`/partners/${id}/api-keys`)).body.items;
    await server.call(`/partners/${id}/api-keys/${issued?.api_key_id}`, { method: 'DELETE' });
    // The notification has arrived once another key is read from the database again.
    await until(async () => (await cache.find(other)) && asked[other] === 2);
    answer.resolve();
    expect(await first).toMatchObject({ partner: { name: 'Revoked' } });

    expect(await cache.find(key)).toBeUndefined();
    expect(await cache.find(other)).toMatchObject({ partner: { name: 'Another' } });
  });
});
