/** What `build/contract-lists.ts` makes of the contract. */
declare module 'virtual:contract-lists' {
  export {
    AVAILABILITIES,
    BATCH_TYPES,
    DELIVERY_STATUSES,
    EVENT_TYPES,
    FEED_MODES,
    FEED_STATUSES,
    GRANULARITIES,
    JOB_STATUSES,
    JOB_TYPES,
    ON_ERROR,
    OPERATION_STATUSES,
    ORDER_EXPORT_STATUSES,
    ORDER_STATUSES,
    ORDER_UPDATE_STATUSES,
    PARTNER_STATUSES,
    SALES_CHANNEL_TYPES,
    SCOPES,
    WEBHOOK_STATUSES,
  } from '@commerce-integration/contract';

  /** Every event type with what it tells. */
  export const EVENT_CATALOGUE: readonly { type: import('@commerce-integration/sdk').EventType; about: string }[];
}
