import { isGzipName } from '@commerce-integration/contract/feed-file';
import type { FileCheck } from '../uploads/file-check.ts';
import { type FeedFileFacts, type FeedFileLimits, inspectFeedFile } from './inspect-feed-file.ts';

/** The check of a feed file, for both ways of uploading it. */
export function feedFileCheck(fileName: string, limits: FeedFileLimits): FileCheck<FeedFileFacts> {
  return (source, found) => inspectFeedFile(source, isGzipName(fileName), limits, found);
}
