import { attachmentNamed } from '@commerce-integration/contract/rules';
import type { Response } from 'express';
import type { UnitOfWork } from '../database/orm.ts';
import { streamAnswer } from '../http/streamed-answer.ts';
import { getDescriptor } from './descriptors.queries.ts';
import { assertWritable, exportFile } from './exports/export-file.ts';
import { namedFile, sampleFile } from './sample-file.ts';

/** Streams all rows of a descriptor's partner in its layout. @throws Problem `not_found`, `conflict` */
export async function sendExport(em: UnitOfWork, id: string, res: Response): Promise<never> {
  const { partnerId, definition } = await getDescriptor(em, id);
  assertWritable(id, definition);
  const { fileName, contentType } = namedFile(definition, 'export');
  res.setHeader('content-disposition', attachmentNamed(fileName));
  return streamAnswer(res, contentType, exportFile({ em, partnerId }, definition));
}

/** Sends a file without rows in the layout of a descriptor. @throws Problem `not_found` */
export async function sendSample(em: UnitOfWork, id: string, res: Response): Promise<never> {
  const { definition } = await getDescriptor(em, id);
  const { fileName, contentType, bytes } = sampleFile(definition);
  res.setHeader('content-disposition', attachmentNamed(fileName));
  return streamAnswer(res, contentType, bytes);
}
