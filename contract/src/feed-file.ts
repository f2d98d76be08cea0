/** The feed file: its columns, its header and the rules of its rows. The server loads by them, the SDK checks by them. */
export * from './feed-header.ts';
export * from './feed-row.ts';
