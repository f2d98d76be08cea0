/** What is said where the file that was checked for a feed cannot be read any more. */
export const LOST_FEED_FILE = {
  gone: 'The stored file is gone: upload the feed again.',
  replaced:
    'The stored file is not the one that was checked: another one was put after the upload was completed. Upload the feed again.',
} as const;
