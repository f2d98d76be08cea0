import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import type { Database } from '../../database/orm.ts';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import type { AddressRules } from '../../outbound/check-target.ts';
import type { JobQueue } from '../../queue/job-queue.ts';
import type { ObjectStore } from '../../storage/object-store.ts';

/** The resources and limits for runs of schedules. */
export interface RunParts {
  readonly database: Database;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  readonly cipher: FieldCipher;
  readonly log: Logger;
  /** Calls addresses only after checking them. */
  readonly agent: Dispatcher;
  readonly rules: AddressRules;
  /** How long an address may stay silent. */
  readonly fetchMs: number;
  /** How long a file must be unchanged. */
  readonly quietMs: number;
  /** The largest file in bytes, in the bucket and at an address. */
  readonly maxObjectBytes: number;
  readonly maxFetchedBytes: number;
}

/** A source that cannot be used, and for which a retry does not help. The message is a sentence for people. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused';
}

/** A source that is unreachable now, and is retried. The message is a sentence for people. */
export class SourceUnavailable extends Error {
  override readonly name = 'SourceUnavailable';
}
