/** What `build/contract-lists.ts` generates from the contract. */
declare module 'virtual:contract-lists' {
  export {
    AVAILABILITIES,
    BATCH_TYPES,
    CELL_DELIMITERS,
    COLUMN_TYPES,
    DATA_DIRECTIONS,
    DECIMAL_SEPARATORS,
    DELIVERY_STATUSES,
    ENTITY_RULES,
    EVENT_TYPES,
    EXPORTER_KINDS,
    FEED_AUTHENTICATIONS,
    FEED_MODES,
    FEED_STATUSES,
    FILE_ENCODINGS,
    GRANULARITIES,
    IMPORT_ENTITIES,
    IMPORT_FORMATS,
    IMPORT_ON_ERROR,
    JOB_STATUSES,
    JOB_TYPES,
    MAPPED_FIELDS,
    ON_ERROR,
    OPERATION_STATUSES,
    ORDER_EXPORT_FORMATS,
    ORDER_EXPORT_STATUSES,
    ORDER_STATUSES,
    ORDER_UPDATE_STATUSES,
    PARTNER_STATUSES,
    SALES_CHANNEL_TYPES,
    SCOPES,
    THOUSANDS_SEPARATORS,
    WEBHOOK_STATUSES,
  } from '@commerce-integration/contract';

  /** Every event type with its description. */
  export const EVENT_CATALOGUE: readonly { type: import('@commerce-integration/sdk').EventType; about: string }[];
}
