import type { DataDirection, ImportOnError } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const DataGroupSchema = defineEntity({
  name: 'DataGroup',
  tableName: 'data_group',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('data_group_id_seq')`),
    partnerId: p.bigint('number'),
    name: p.text(),
    direction: p.text().$type<DataDirection>(),
    /** The numbers of its descriptors, in the order in which files are imported or written. */
    descriptors: p.json<number[]>(),
    onError: p.text().$type<ImportOnError>(),
    maxErrorRatio: p.float().nullable(),
    validateOnly: p.boolean(),
    createdAt: p.datetime(),
    updatedAt: p.datetime().onUpdate(() => new Date()),
  },
});

/** Files that are imported or exported together. */
export class DataGroup extends DataGroupSchema.class {}
DataGroupSchema.setClass(DataGroup);
