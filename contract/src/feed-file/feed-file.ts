/**
 * The feed file: its columns, its header, the rules of its rows and of its load; its encoding, records, lines and
 * quotes. The server loads and the SDK checks files by these rules. The CSV parser is a parameter, so that the contract
 * depends on none.
 */
export * from './attribute-names.ts';
export * from './encoding.ts';
export { FeedFileError } from './feed-file-error.ts';
export type { HeadTools } from './head.ts';
export * from './header.ts';
export * from './load-refusal.ts';
export * from './record.ts';
export * from './record-row.ts';
export * from './records.ts';
export * from './row.ts';
export * from './text-check.ts';
