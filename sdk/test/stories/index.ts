import * as attributeStories from './attribute-stories.ts';
import * as badRequestStories from './bad-request-stories.ts';
import * as batchStories from './batch-stories.ts';
import * as boundsStories from './bounds-stories.ts';
import * as catalogueStories from './catalogue-stories.ts';
import * as clientStories from './client-stories.ts';
import * as eventStories from './event-stories.ts';
import * as exportStories from './export-stories.ts';
import * as feedStories from './feed-stories.ts';
import * as filterAndTimeStories from './filter-and-time-stories.ts';
import * as fullFeedStories from './full-feed-stories.ts';
import * as importStories from './import-stories.ts';
import * as lifeStories from './life-stories.ts';
import * as lostQuoteStories from './lost-quote-stories.ts';
import * as nulStories from './nul-stories.ts';
import * as oddBatchStories from './odd-batch-stories.ts';
import * as oddStories from './odd-stories.ts';
import * as orderChangeStories from './order-change-stories.ts';
import * as orderExporterStories from './order-exporter-stories.ts';
import * as orderStories from './order-stories.ts';
import * as orderUpdateStories from './order-update-stories.ts';
import * as priceStories from './price-stories.ts';
import * as refusalStories from './refusal-stories.ts';
import * as reportStories from './report-stories.ts';
import * as searchStories from './search-stories.ts';
import type { StoryApi } from './story-api.ts';
import * as undoStories from './undo-stories.ts';
import * as uploadStories from './upload-stories.ts';
import * as webhookStories from './webhook-stories.ts';

/** All scenarios of the API: its uses, and the ways in which calls can fail. */
export const stories: Record<string, (api: StoryApi) => Promise<void>> = {
  ...feedStories,
  ...fullFeedStories,
  ...catalogueStories,
  ...lifeStories,
  ...orderStories,
  ...orderChangeStories,
  ...orderUpdateStories,
  ...orderExporterStories,
  ...priceStories,
  ...batchStories,
  ...attributeStories,
  ...badRequestStories,
  ...oddBatchStories,
  ...boundsStories,
  ...refusalStories,
  ...reportStories,
  ...clientStories,
  ...oddStories,
  ...undoStories,
  ...uploadStories,
  ...lostQuoteStories,
  ...nulStories,
  ...filterAndTimeStories,
  ...importStories,
  ...exportStories,
  ...eventStories,
  ...webhookStories,
  ...searchStories,
};
