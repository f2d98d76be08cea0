/**
 * The feed file: its columns, its header, the rules of its rows and of its load; its encoding, its records, their lines
 * and their quotes. The server loads by them, the SDK checks by them. The CSV parser is handed in: the contract imports none.
 */
export * from './attribute-names.ts';
export * from './encoding.ts';
export type { HeadTools } from './head.ts';
export * from './header.ts';
export { FeedFileError } from './lines.ts';
export * from './load-refusal.ts';
export * from './record.ts';
export * from './record-row.ts';
export * from './records.ts';
export * from './row.ts';
export * from './text-check.ts';
