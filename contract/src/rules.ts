// Rules of the contract that the server and the SDK's mock must apply identically. Pure functions, separate from the
// contract's main entry because clients do not need them.

export * from './analytics/report-periods.ts';
export * from './analytics/revenue-shares.ts';
export * from './batches/archive-names.ts';
export * from './batches/batch-message.ts';
export * from './batches/operation-id.ts';
export * from './batches/read-operation.ts';
export * from './console/search-rules.ts';
export * from './customers/masks.ts';
export * from './feeds/upload-rules.ts';
export * from './jobs/job-links.ts';
export * from './jobs/job-messages.ts';
export * from './jobs/load-message.ts';
export * from './jobs/run-on-request.ts';
export * from './orders/customer-problems.ts';
export * from './orders/order-pricing.ts';
export * from './orders/order-problems.ts';
export * from './partners/acting-partner.ts';
export * from './prices/present-price.ts';
export * from './prices/price-timeline.ts';
export * from './sales-channels/channel-problems.ts';
export * from './shared/allowed-methods.ts';
export { deprecationHeaders, versionFor } from './shared/api-version.ts';
export { FIELD_DESCRIPTIONS } from './shared/field-descriptions.ts';
export * from './shared/file-name.ts';
export * from './shared/id-cursor.ts';
export { amountOf, SCALE, unitsOf } from './shared/money.ts';
export * from './shared/read-json.ts';
export * from './shared/read-query.ts';
export * from './shared/text.ts';
export * from './webhooks/delivery-request.ts';
export * from './webhooks/webhook-url.ts';
