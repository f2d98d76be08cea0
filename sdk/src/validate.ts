export type { JobError } from './internal/types/wire-types.ts';
export type { FeedFileInput, NamedFile } from './internal/uploads/feed-file-input.ts';
export type { FeedRefusal, FeedReport } from './validate-feed/feed-report.ts';
export { validateFeed } from './validate-feed/validate-feed.ts';
export type {
  ValidateFeedFields,
  ValidateFeedOptions,
  ValidationProgress,
} from './validate-feed/validate-options.ts';
