import type { DataDefinition, ImportEntity } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const DataDescriptorSchema = defineEntity({
  name: 'DataDescriptor',
  tableName: 'data_descriptor',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('data_descriptor_id_seq')`),
    partnerId: p.bigint('number'),
    entity: p.text().$type<ImportEntity>(),
    /** The current version. All versions are kept in `data_descriptor_version`. */
    version: p.integer(),
    definition: p.json<DataDefinition>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** The layout of a file, and the meaning of its rows. */
export class DataDescriptor extends DataDescriptorSchema.class {}
DataDescriptorSchema.setClass(DataDescriptor);
