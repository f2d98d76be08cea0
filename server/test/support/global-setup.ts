import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../src/config/config.ts';
import { startEmbeddedPostgres } from '../../src/dev-services/postgres.ts';
import { startEmbeddedS3 } from '../../src/dev-services/s3.ts';
import { createLogger } from '../../src/process/log.ts';
import { startServer } from '../../src/process/start-server.ts';
import { adminUrl, createDatabase, TEMPLATE, urlOf } from './databases.ts';
import { startPooler } from './pooler.ts';

export interface TestResources {
  databaseUrl: string;
  /** The port of a connection pooler in front of the database, if the tests use one. */
  poolerPort?: number;
  s3: { endpoint: string; accessKeyId: string; secretAccessKey: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    resources: TestResources;
  }
}

/** One PostgreSQL and one S3 server for all test files, and a template database that each server under test clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-test-'));
  // PostgreSQL may run as another user, who needs access to its data.
  await chmod(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const s3 = await startEmbeddedS3({ dataDir, bucket: 'template' });
  const { endpoint, accessKeyId, secretAccessKey } = s3;
  const resources = { databaseUrl: postgres.url, s3: { endpoint, accessKeyId, secretAccessKey } };
  await buildTemplate(resources);
  const { TEST_PGBOUNCER: program } = process.env;
  const pooler = program === undefined ? undefined : await startPooler(program, postgres.url);
  project.provide('resources', { ...resources, ...(pooler ? { poolerPort: pooler.port } : {}) });
  return async () => {
    await pooler?.stop();
    await s3.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Starts the server once, so that the template has all tables. */
async function buildTemplate({ databaseUrl, s3 }: TestResources): Promise<void> {
  await createDatabase(adminUrl(databaseUrl), TEMPLATE);
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: urlOf(databaseUrl, TEMPLATE),
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: 'template',
    AWS_ACCESS_KEY_ID: s3.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 'of the template').toString('base64')}`,
  });
  const server = await startServer(config, createLogger('error'));
  await server.stop();
}
