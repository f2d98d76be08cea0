import {
  type DataDirection,
  Problem,
  type SetSchedule,
  type SetSource,
  sourceDirectionProblem,
} from '@commerce-integration/contract';
import { type Cron, nextRun, readCron } from '@commerce-integration/contract/rules';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { type FieldCipher, openHeaders, sealedHeaders, UnreadableFieldError } from '../encryption/field-cipher.ts';
import { getGroup } from '../impex/groups.queries.ts';
import { type AddressRules, assertTarget } from '../outbound/check-target.ts';
import { DataSchedule, placeOfHeaders } from './data-schedule.entity.ts';

export interface ScheduleParts {
  readonly cipher: FieldCipher;
  readonly rules: AddressRules;
}

/**
 * Sets or replaces the schedule of a group. Call `assertSource` first: checking the source's address takes time.
 *
 * @throws Problem `not_found`, `validation_failed`; `conflict` for a folder that another group has
 */
export async function setSchedule(
  em: UnitOfWork,
  cipher: FieldCipher,
  groupId: string,
  input: SetSchedule,
  now = new Date(),
): Promise<DataSchedule> {
  const group = await getGroup(em, groupId, 'for update');
  const before = await em.findOne(DataSchedule, { id: group.id });
  const { cron, timezone, source, paused } = input;
  assertFits(group, source);
  await assertFree(em, group, source);
  const isSameTime = before?.cron === cron && before.timezone === timezone;
  const stored = {
    cron,
    timezone,
    ...sourceOf(group.id, source, before, cipher),
    pausedAt: paused === undefined ? (before?.pausedAt ?? null) : paused ? (before?.pausedAt ?? now) : null,
    nextRunAt: before && isSameTime ? before.nextRunAt : firstRun(cron, timezone, now),
    updatedAt: now,
  };
  const schedule = before
    ? em.assign(before, stored)
    : em.create(DataSchedule, { id: group.id, partnerId: group.partnerId, createdAt: now, failedAt: null, ...stored });
  try {
    await em.flush();
  } catch (error) {
    // A concurrent call has taken the folder since it was checked.
    if (error instanceof UniqueConstraintViolationException && source.type !== 'https') throw taken(source.prefix);
    throw error;
  }
  return schedule;
}

/** @throws Problem `validation_failed` for an address that may not be called */
export async function assertSource(source: SetSource, rules: AddressRules): Promise<void> {
  if (source.type !== 'https') return;
  await assertTarget(source.url, 'source.url', rules);
}

/** @throws Problem `validation_failed` for a source that does not match the group's direction */
function assertFits({ direction }: { direction: DataDirection }, source: SetSource): void {
  const message = sourceDirectionProblem(source.type, direction);
  if (message === undefined) return;
  throw new Problem('validation_failed', message, { errors: [{ path: 'source.type', code: 'invalid', message }] });
}

/** @throws Problem `conflict` */
async function assertFree(
  em: UnitOfWork,
  { id, partnerId }: { id: number; partnerId: number },
  source: SetSource,
): Promise<void> {
  if (source.type === 'https') return;
  const other = await em.count(DataSchedule, { partnerId, prefix: source.prefix, id: { $ne: id } });
  if (other > 0) throw taken(source.prefix);
}

function taken(prefix: string): Problem {
  return new Problem('conflict', `Another data group has the folder ${prefix}: take another prefix.`);
}

const NO_ADDRESS = { url: null, headerNames: [], headers: null, etag: null, lastModified: null };

/** The stored form of a source. File state from earlier runs is kept only for the same source. */
function sourceOf(id: number, source: SetSource, before: DataSchedule | null, cipher: FieldCipher) {
  if (source.type === 'bucket') {
    const leftAlone = before?.prefix === source.prefix ? before.leftAlone : {};
    return { sourceType: source.type, prefix: source.prefix, leftAlone, exportSettings: null, ...NO_ADDRESS };
  }
  if (source.type === 'export') {
    const { type, prefix, ...exportSettings } = source;
    return { sourceType: type, prefix, leftAlone: {}, exportSettings, ...NO_ADDRESS };
  }
  const known = before?.url === source.url ? before : undefined;
  return {
    sourceType: source.type,
    prefix: null,
    leftAlone: {},
    exportSettings: null,
    url: source.url,
    ...sealedHeaders(source.headers ?? headersKept(source.url, before, cipher), cipher, placeOfHeaders(id)),
    etag: known?.etag ?? null,
    lastModified: known?.lastModified ?? null,
  };
}

/**
 * Headers are kept only for the same host, so that nobody can have their values sent to another address.
 *
 * @throws Problem `validation_failed` where they cannot be decrypted
 */
function headersKept(url: string, before: DataSchedule | null, cipher: FieldCipher): Record<string, string> {
  if (!before?.url || new URL(before.url).origin !== new URL(url).origin) return {};
  try {
    return openHeaders(before.headers ?? null, cipher, placeOfHeaders(before.id));
  } catch (error) {
    if (!(error instanceof UnreadableFieldError)) throw error;
  }
  const message = 'source.headers is required: those that are stored cannot be decrypted.';
  throw new Problem('validation_failed', message, { errors: [{ path: 'source.headers', code: 'invalid', message }] });
}

/** @throws Problem `validation_failed` where there is none */
function firstRun(text: string, timezone: string, now: Date): Date {
  const first = nextRun(cronOf(text), timezone, now.getTime());
  if (first !== undefined) return new Date(first);
  const message = 'cron names no time within the next years.';
  throw new Problem('validation_failed', message, { errors: [{ path: 'cron', code: 'invalid', message }] });
}

/** Parses a cron expression that was validated when it was set. */
export function cronOf(text: string): Cron {
  const cron = readCron(text);
  if (typeof cron === 'string') throw new Error(cron);
  return cron;
}
