import { LIMITS } from '@commerce-integration/contract';
import { Migration20261121000000_initial } from '../database/migrations/Migration20261121000000_initial.ts';
import { Migration20261128110000_uploads } from '../database/migrations/Migration20261128110000_uploads.ts';
import { Migration20261129100000_event_partitions } from '../database/migrations/Migration20261129100000_event_partitions.ts';
import { Migration20261129191000_trace_parents } from '../database/migrations/Migration20261129191000_trace_parents.ts';
import { Migration20261129230500_api_key_writes } from '../database/migrations/Migration20261129230500_api_key_writes.ts';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { FEATURES } from '../features.ts';

/** What the shared folders contribute, which belongs to no feature. */
const platform = defineFeature({
  name: 'platform',
  tables: ['idempotency_key', 'event', 'bucket_search', 'api_key_write'],
  partitions: [{ table: 'event', column: 'occurred_at', days: LIMITS.eventDays, limit: 'event_days' }],
  retention: [{ table: 'idempotency_key', since: 'created_at', hours: LIMITS.idempotencyHours, limit: 'idempotency' }],
  kept: {
    bucket_search: 'a row for each folder of the bucket',
    api_key_write: 'a row for each API key that has written',
  },
  migrations: [
    { name: '20261121000000_initial', class: Migration20261121000000_initial },
    { name: '20261128110000_uploads', class: Migration20261128110000_uploads },
    { name: '20261129100000_event_partitions', class: Migration20261129100000_event_partitions },
    { name: '20261129191000_trace_parents', class: Migration20261129191000_trace_parents },
    { name: '20261129230500_api_key_writes', class: Migration20261129230500_api_key_writes },
  ],
});

/** All features of the server, including the platform. */
export const ALL_FEATURES: readonly Feature[] = [platform, ...FEATURES];
