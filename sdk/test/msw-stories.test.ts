import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createMockApi } from '../src/msw/index.ts';
import { stories } from './stories/index.ts';
import { StoryApi } from './stories/story-api.ts';

describe('on the mock', () => {
  const baseUrl = 'http://mock.test';
  const mock = createMockApi({ baseUrl });
  const server = setupServer(...mock.handlers);
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterAll(() => server.close());

  it.each(Object.entries(stories))('%s', (_name, tell) => tell(new StoryApi(baseUrl)), 60_000);
});
