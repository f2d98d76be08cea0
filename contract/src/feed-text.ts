/**
 * The text of a feed file: its encoding, its records, their lines and their quotes. The server reads by it, the SDK
 * checks by it. The CSV parser beneath is handed in: the contract imports none.
 */
export * from './feed-encoding.ts';
export * from './feed-file-error.ts';
export type { HeadTools } from './feed-head.ts';
export * from './feed-record.ts';
export * from './feed-record-row.ts';
export * from './feed-records.ts';
export * from './feed-text-check.ts';
