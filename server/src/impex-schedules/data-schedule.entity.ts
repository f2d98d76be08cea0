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
    /** Of a source in the bucket, and of exports. */
    prefix: p.text().nullable(),
    /** Of a source at an address, as what follows. */
    url: p.text().nullable(),
    headerNames: p.array().$type<string[]>(),
    /** Encrypted JSON of the headers; null for none. */
    headers: p.text().nullable(),
    etag: p.text().nullable(),
    lastModified: p.text().nullable(),
    /** The ETags of files that were still changing when they were last looked at, by their keys. */
    leftAlone: p.json<Record<string, string>>(),
    /** Of exports alone. */
    exportSettings: p.json<ExportSettings>().nullable(),
    pausedAt: p.datetime().nullable(),
    nextRunAt: p.datetime(),
    failedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** When a data group imports or exports by itself, and where its files are. */
export class DataSchedule extends DataScheduleSchema.class {}
DataScheduleSchema.setClass(DataSchedule);

/** The columns of schedules that are stored encrypted. */
export const SEALED_SCHEDULE_COLUMNS = ['headers'] as const;

/** The place of the encrypted headers of a schedule's address. */
export function placeOfHeaders(id: number): FieldPlace {
  return { table: 'data_schedule', id, column: 'headers' };
}
