import { setTimeout as delay } from 'node:timers/promises';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { createMockApi } from '../src/msw/index.ts';
import { stories } from './stories/index.ts';
import { StoryApi } from './stories/story-api.ts';

const HOUR = 3_600_000;
/** Running a scenario twice takes less time than this. */
const TELLING_MS = 60_000;

/** Waits for the next hour if it is about to begin, so that the reports of both runs have the same periods. */
async function clearOfTheHour(): Promise<void> {
  const left = HOUR - (Date.now() % HOUR);
  if (left < TELLING_MS) await delay(left);
}

/** Sequential, on a server and a mock that start empty: both have the same history. */
describe('the mock responds like the server', () => {
  const mockApi = new StoryApi('http://mock.test');
  const mock = setupServer(...createMockApi({ baseUrl: mockApi.baseUrl }).handlers);
  let server: FreshServer;
  let serverApi: StoryApi;

  beforeAll(async () => {
    server = await startFreshServer();
    serverApi = new StoryApi(server.url);
  }, 60_000);
  afterAll(() => server.stop());

  it.each(Object.entries(stories))(
    '%s',
    async (_name, tell) => {
      for (const api of [serverApi, mockApi]) api.takeRecording();
      await clearOfTheHour();
      await tell(serverApi);
      mock.listen({ onUnhandledFrame: 'error' });
      try {
        await tell(mockApi);
      } finally {
        mock.close();
      }
      expect(mockApi.takeRecording()).toEqual(serverApi.takeRecording());
    },
    180_000,
  );
});
