/** The feed file: its columns, its header, the rules of its rows and of its load. The server loads by them, the SDK checks by them. */
export * from './attribute-names.ts';
export * from './feed-header.ts';
export * from './feed-row.ts';
export * from './load-refusal.ts';
