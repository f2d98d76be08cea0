import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type ClientOptions, CommerceClient } from '../../src/index.ts';
import { createMockApi, type MockApi, type MockApiOptions } from '../../src/msw/index.ts';

/** A mock that answers the requests of the test file, reset for each test. */
export function useMock(options: MockApiOptions = {}): MockApi {
  const mock = createMockApi(options);
  const server = setupServer(...mock.handlers);
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => mock.reset());
  afterAll(() => server.close());
  return mock;
}

/** A client of the mock; the operator's by default. */
export function mockClient(options: Partial<ClientOptions> = {}): CommerceClient {
  return new CommerceClient({ apiKey: 'demo-secret-key', maxRetries: 0, logLevel: 'off', ...options });
}

/** A feed as a file. */
export function feedOf(text: string): File {
  return new File([text], 'feed.csv', { type: 'text/csv' });
}
