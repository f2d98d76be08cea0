import type { ImportOnError } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';
import type { UsedDescriptor } from './used-descriptors.ts';

const DataImportSchema = defineEntity({
  name: 'DataImport',
  tableName: 'data_import',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('data_import_id_seq')`),
    partnerId: p.bigint('number'),
    groupId: p.bigint('number'),
    /** Primary key of its job. */
    jobId: p.bigint('number'),
    fileName: p.text(),
    objectKey: p.text(),
    etag: p.text(),
    sizeBytes: p.bigint('number'),
    /** The group's settings when the import was requested. */
    descriptors: p.json<UsedDescriptor[]>(),
    onError: p.text().$type<ImportOnError>(),
    maxErrorRatio: p.float().nullable(),
    validateOnly: p.boolean(),
    /** When its files were listed. */
    listedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    /** When its job ended, from which its retention counts. */
    endedAt: p.datetime().nullable(),
  },
});

/** A file or a ZIP of files sent to a data group. */
export class DataImport extends DataImportSchema.class {}
DataImportSchema.setClass(DataImport);
