export type { CommerceEvent } from '../internal/types/wire-types.ts';
export type * from './contract/operation-types.ts';
export { type MockOverride, type MockRefusal, type OverrideCall, problem } from './http/mock-override.ts';
export { createMockApi, type MockApi } from './mock-api.ts';
export type {
  MockApiOptions,
  MockFailure,
  MockJobFailures,
  MockLimits,
  MockRateLimit,
  MockSettings,
  SlowJobs,
} from './options/mock-options.ts';
export type { MockSeed, Seeded, SeedPartner, SeedProduct } from './options/mock-seed-types.ts';
export type { DeliveryTarget, EventOf, MockDelivery, MockWebhooks } from './webhooks/mock-webhook-handlers.ts';
