import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { freshEnvironment } from './support/server.ts';

const environment = await freshEnvironment();

/** The error with which a start fails. */
async function failureOf(more: Record<string, string>): Promise<string> {
  const config = readConfig({ ...environment, ...more });
  const failure = await startServer(config, createLogger('silent')).then(
    async (server) => {
      await server.stop();
      return undefined;
    },
    (error: Error) => error,
  );
  // For a plain error, only the message is printed, without a stack.
  expect(failure?.constructor).toBe(Error);
  return failure?.message ?? '';
}

/** The database URL with one part replaced. */
function databaseUrl(change: (url: URL) => void): Record<string, string> {
  const url = new URL(environment.DATABASE_URL ?? '');
  change(url);
  return { DATABASE_URL: url.href };
}

it('names a database that cannot be reached', async () => {
  const nowhere = databaseUrl((url) => {
    url.port = '1';
  });
  expect(await failureOf(nowhere)).toMatch(
    /^The database at [^ ]+:1 cannot be reached \(ECONNREFUSED\): start it, or correct DATABASE_URL\.$/,
  );
});

it('names a database that does not exist', async () => {
  const unknown = databaseUrl((url) => {
    url.pathname = '/no_such_database';
  });
  expect(await failureOf(unknown)).toMatch(/^There is no database named no_such_database in the database at /);
});

it('names an object store that cannot be reached, or that refuses the credentials', async () => {
  expect(await failureOf({ S3_ENDPOINT: 'http://127.0.0.1:1' })).toBe(
    'The object store at 127.0.0.1:1 cannot be reached (ECONNREFUSED): start it, or correct S3_ENDPOINT.',
  );
  expect(await failureOf({ AWS_SECRET_ACCESS_KEY: 'wrong' })).toMatch(
    /^The object store at .+ refuses the credentials, or the bucket is not theirs: check AWS_ACCESS_KEY_ID/,
  );
});

it('names a port that is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  expect(await failureOf({ PORT: String(port) })).toBe(
    `Port ${port} of 127.0.0.1 is in use: stop what uses it, or set PORT.`,
  );
});
