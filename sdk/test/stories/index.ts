import * as batchStories from './batch-stories.ts';
import * as boundsStories from './bounds-stories.ts';
import * as catalogueStories from './catalogue-stories.ts';
import * as clientStories from './client-stories.ts';
import * as feedStories from './feed-stories.ts';
import * as lifeStories from './life-stories.ts';
import * as oddStories from './odd-stories.ts';
import * as orderStories from './order-stories.ts';
import * as priceStories from './price-stories.ts';
import * as refusalStories from './refusal-stories.ts';
import * as reportStories from './report-stories.ts';
import type { StoryApi } from './story-api.ts';

/** What the API is for, told from beginning to end, and every way in which it can go wrong. */
export const stories: Record<string, (api: StoryApi) => Promise<void>> = {
  ...feedStories,
  ...catalogueStories,
  ...lifeStories,
  ...orderStories,
  ...priceStories,
  ...batchStories,
  ...boundsStories,
  ...refusalStories,
  ...reportStories,
  ...clientStories,
  ...oddStories,
};
