import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const ENCRYPTION_KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
const production = { DATABASE_URL: 'postgres://localhost/commerce', ENCRYPTION_KEYS };

describe('DATABASE_POOL_SIZE', () => {
  it('must leave connections for calls beside those held by jobs', () => {
    expect(() => readConfig({ ...production, WORKER_CONCURRENCY: '4' })).toThrow(
      'DATABASE_POOL_SIZE: must be at least 26 with WORKER_CONCURRENCY at 4 and WORKER_SMALL_CONCURRENCY at 2, for the connections that jobs hold',
    );
    expect(readConfig({ ...production, WORKER_CONCURRENCY: '4', DATABASE_POOL_SIZE: '26' }).WORKER_CONCURRENCY).toBe(4);
  });

  it('may be small if no jobs run', () => {
    expect(readConfig({ ...production, WORKER: 'off', DATABASE_POOL_SIZE: '4' }).DATABASE_POOL_SIZE).toBe(4);
  });
});

describe('a configuration with several mistakes', () => {
  const problemsOf = (environment: NodeJS.ProcessEnv): string[] => {
    try {
      readConfig(environment);
      return [];
    } catch (error) {
      return (error as Error).message.split('\n');
    }
  };

  it('reports all of them, including those that depend on other variables', () => {
    const problems = problemsOf({
      DATABASE_URL: 'postgres://localhost/commerce',
      PORT: 'http',
      DATABASE_POOL_SIZE: '5000',
      S3_BUCKET: 'My Bucket',
      WORKER: 'yes',
      AWS_ACCESS_KEY_ID: 'alone',
    });
    expect(problems).toEqual([
      'The configuration has 6 problems:',
      '  PORT: must be a whole number from 0 to 65,535',
      '  DATABASE_POOL_SIZE: must be a whole number from 4 to 500',
      '  S3_BUCKET: must be a bucket name: 3 to 63 letters, digits, dots, hyphens and underscores',
      '  WORKER: must be on, off or only',
      '  AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: set both or neither',
      expect.stringMatching(/^ {2}ENCRYPTION_KEYS: needed with DATABASE_URL/),
    ]);
  });

  it('requires the database for settings that depend on it', () => {
    const problems = problemsOf({
      DATABASE_DIRECT_URL: 'postgres://localhost/commerce',
      DATABASE_READ_URL: 'postgres://replica/commerce',
    });
    expect(problems).toEqual([
      'The configuration has 2 problems:',
      '  DATABASE_DIRECT_URL: needs DATABASE_URL as well',
      '  DATABASE_READ_URL: needs DATABASE_URL as well',
    ]);
  });

  it('does not report problems caused by another invalid variable', () => {
    const problems = problemsOf({
      WORKER: 'only',
      DATABASE_URL: 'mysql://localhost/commerce',
      WORKER_CONCURRENCY: '99',
    });
    expect(problems).toEqual([
      'The configuration has 2 problems:',
      '  DATABASE_URL: must be a postgres:// URL',
      '  WORKER_CONCURRENCY: must be a whole number from 1 to 64',
    ]);
  });

  it('accepts names of old buckets', () => {
    expect(readConfig({ S3_BUCKET: 'Old_Bucket' }).S3_BUCKET).toBe('Old_Bucket');
  });

  it('uses the singular for one', () => {
    expect(problemsOf({ LOG_LEVEL: 'loud' })).toEqual([
      'The configuration has 1 problem:',
      '  LOG_LEVEL: must be trace, debug, info, warn, error, fatal or silent',
    ]);
  });
});
