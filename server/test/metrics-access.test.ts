import os from 'node:os';
import type { ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../src/service/checks.ts';
import { startTestServer, type TestServer } from './support/server.ts';

const TOKEN = 'a-token-for-prometheus';
const closed = await startTestServer({ WORKER: 'off', METRICS_TOKEN: TOKEN });
const local = await startTestServer({ WORKER: 'off', HOST: '0.0.0.0' });

const read = (server: TestServer, headers: Record<string, string> = {}) =>
  server.call<string & ProblemBody>('/metrics', { key: null, headers });

describe('GET /metrics', () => {
  it('requires the token if one is set', async () => {
    expect((await read(closed, { authorization: `Bearer ${TOKEN}` })).body).toContain('queue_tickets');
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${TOKEN}`, TOKEN]) {
      const refused = await read(closed, authorization ? { authorization } : {});
      expect(refused.body).toMatchObject({ status: 401, code: 'unauthorized' });
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('is limited to the local machine if no token is set', async () => {
    expect((await read(local)).status).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
      expect((await read(local, { [header]: '127.0.0.1' })).body).toMatchObject({ status: 403, code: 'forbidden' });
    const elsewhere = Object.values(os.networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal);
    if (!elsewhere) return;
    const from = local.url.replace('localhost', elsewhere.address);
    expect((await fetch(`${from}/metrics`)).status).toBe(403);
    expect((await fetch(`${from}/health`)).status).toBe(200);
  });

  it('is computed once for concurrent requests', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => read(local)));
    expect(new Set(answers.map(({ body }) => body)).size).toBeLessThanOrEqual(2);
  });
});

describe('work that runs once at a time', () => {
  it('is shared by concurrent callers, and cached while it is fresh', async () => {
    const ends: ((value: number) => void)[] = [];
    const ask = oneAtATime(() => new Promise<number>((resolve) => ends.push(resolve)), 60_000);
    const asked = [ask(), ask(), ask()];
    expect(ends).toHaveLength(1);
    ends[0]?.(7);
    expect(await Promise.all(asked)).toEqual([7, 7, 7]);
    expect(await ask()).toBe(7);
    expect(ends).toHaveLength(1);
  });

  it('runs again after a failure, or if it is not cached', async () => {
    let times = 0;
    const next = () => {
      times += 1;
      return times;
    };
    const failing = oneAtATime(async () => Promise.reject(new Error(`try ${next()}`)), 60_000);
    await expect(failing()).rejects.toThrow('try 1');
    await expect(failing()).rejects.toThrow('try 2');
    const counting = oneAtATime(async () => next());
    expect([await counting(), await counting()]).toEqual([3, 4]);
  });
});
