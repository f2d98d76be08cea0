import type { ExportDataGroup, SourceType } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';
import type { FieldPlace } from '../encryption/field-cipher.ts';

/** How the files of an export are written, and for how many days they are kept. */
interface ExportSettings extends ExportDataGroup {
  readonly keep_days: number;
}

const DataScheduleSchema = defineEntity({
  name: 'DataSchedule',
  tableName: 'data_schedule',
  properties: {
    /** The number of its data group. */
    id: p.bigint('number').primary(),
    partnerId: p.bigint('number'),
    cron: p.text(),
    timezone: p.text(),
    sourceType: p.text().$type<SourceType>(),
    /** For a source in the bucket, and for exports. */
    prefix: p.text().nullable(),
    /** For a source at an address, like the following fields. */
    url: p.text().nullable(),
    headerNames: p.array().$type<string[]>(),
    /** Encrypted JSON of the headers; null for none. */
    headers: p.text().nullable(),
    etag: p.text().nullable(),
    lastModified: p.text().nullable(),
    /** The ETags, by key, of files that were still changing at the last look. */
    leftAlone: p.json<Record<string, string>>(),
    /** Only for exports. */
    exportSettings: p.json<ExportSettings>().nullable(),
    pausedAt: p.datetime().nullable(),
    nextRunAt: p.datetime(),
    failedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** When a data group imports or exports automatically, and where its files are. */
export class DataSchedule extends DataScheduleSchema.class {}
DataScheduleSchema.setClass(DataSchedule);

/** The columns of schedules that are stored encrypted. */
export const SEALED_SCHEDULE_COLUMNS = ['headers'] as const;

/** The place of the encrypted headers of a schedule's address. */
export function placeOfHeaders(id: number): FieldPlace {
  return { table: 'data_schedule', id, column: 'headers' };
}
