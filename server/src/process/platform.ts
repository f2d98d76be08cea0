import { LIMITS } from '@commerce-integration/contract';
import { PLATFORM_MIGRATIONS } from '../database/database.migrations.ts';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { FEATURES } from '../features.ts';

/** What the shared folders contribute and no feature owns. */
const platform = defineFeature({
  name: 'platform',
  tables: ['idempotency_key', 'event', 'bucket_search', 'api_key_write'],
  partitions: [{ table: 'event', column: 'occurred_at', days: LIMITS.eventDays, limit: 'event_days' }],
  retention: [{ table: 'idempotency_key', since: 'created_at', hours: LIMITS.idempotencyHours, limit: 'idempotency' }],
  kept: {
    bucket_search: 'a row for each folder of the bucket',
    api_key_write: 'a row for each API key that has written',
  },
  migrations: PLATFORM_MIGRATIONS,
});

/** All features of the server, including the platform. */
export const ALL_FEATURES: readonly Feature[] = [platform, ...FEATURES];
