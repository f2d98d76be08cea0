import type { ExportDataGroup } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';
import type { UsedDescriptor } from '../impex/used-descriptors.ts';

const DataExportSchema = defineEntity({
  name: 'DataExport',
  tableName: 'data_export',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('data_export_id_seq')`),
    partnerId: p.bigint('number'),
    groupId: p.bigint('number'),
    /** Primary key of its job. */
    jobId: p.bigint('number'),
    /** The group's descriptors when the export was requested. */
    descriptors: p.json<UsedDescriptor[]>(),
    settings: p.json<ExportDataGroup>(),
    createdAt: p.datetime(),
    /** When its job ended, from which its retention counts. */
    endedAt: p.datetime().nullable(),
  },
});

/** A requested export of a data group. */
export class DataExport extends DataExportSchema.class {}
DataExportSchema.setClass(DataExport);
