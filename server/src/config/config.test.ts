import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const ENCRYPTION_KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
const production = { DATABASE_URL: 'postgres://localhost/commerce', ENCRYPTION_KEYS };

describe('DATABASE_POOL_SIZE', () => {
  it('has to leave connections for calls beside those that jobs hold', () => {
    expect(() => readConfig({ ...production, WORKER_CONCURRENCY: '4' })).toThrow(
      'DATABASE_POOL_SIZE: must be at least 30 with WORKER_CONCURRENCY at 4, for the connections that jobs hold',
    );
    expect(readConfig({ ...production, WORKER_CONCURRENCY: '4', DATABASE_POOL_SIZE: '30' }).WORKER_CONCURRENCY).toBe(4);
  });

  it('may be small where no jobs are worked', () => {
    expect(readConfig({ ...production, WORKER: 'off', DATABASE_POOL_SIZE: '4' }).DATABASE_POOL_SIZE).toBe(4);
  });
});
