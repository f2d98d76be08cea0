// What follows from the contract by rule and has to come out the same wherever it is worked out: on the server, and in
// the mock that stands in for it. Pure, and apart from the contract's own entry: clients need none of it.

export * from './rules/archive-names.ts';
export * from './rules/exact-amounts.ts';
export * from './rules/feed-object-key.ts';
export * from './rules/file-name.ts';
export * from './rules/id-cursor.ts';
export * from './rules/job-links.ts';
export * from './rules/load-message.ts';
export * from './rules/lost-feed-file.ts';
export * from './rules/masks.ts';
export * from './rules/open-uploads.ts';
export * from './rules/operation-id.ts';
export * from './rules/operation-problem.ts';
export * from './rules/order-pricing.ts';
export * from './rules/order-problems.ts';
export * from './rules/read-json.ts';
export * from './rules/read-operation.ts';
export * from './rules/read-query.ts';
export * from './rules/report-periods.ts';
export * from './rules/revenue-shares.ts';
export * from './rules/shown-text.ts';
export * from './text.ts';
