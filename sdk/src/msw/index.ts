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
} from './mock-options.ts';
export type { MockSeed, Seeded, SeedPartner, SeedProduct } from './mock-seed-types.ts';
export type * from './operation-types.ts';
