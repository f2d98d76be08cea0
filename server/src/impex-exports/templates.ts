import { crc32 } from 'node:zlib';
import type { DataDefinition } from '@commerce-integration/contract';
import { sampleFileNames } from '@commerce-integration/contract/rules';
import { type PackedFile, writeArchive } from '../archives/write-archive.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sampleFile } from '../impex/exports/export-file.ts';
import { getGroup } from '../impex/groups.queries.ts';
import { usedDescriptors } from '../impex/used-descriptors.ts';

/** A ZIP of the sample files of a group's descriptors. @throws Problem `not_found` */
export async function templatesArchive(em: UnitOfWork, groupId: string): Promise<AsyncGenerator<Buffer>> {
  const descriptors = await usedDescriptors(em, await getGroup(em, groupId));
  const definitions = descriptors.map(({ definition }) => definition);
  const names = sampleFileNames(definitions);
  const samples = await Promise.all(definitions.map((definition, index) => template(definition, names[index] ?? '')));
  const last = samples.pop();
  if (!last) throw new Error(`Data group ${groupId} has no descriptors`);
  const stored = samples.map((sample): PackedFile & Template => ({
    ...sample,
    name: sample.fileName,
    packedBytes: sample.bytes.length,
    unpackedBytes: sample.bytes.length,
    crc32: crc32(sample.bytes),
    deflated: false,
  }));
  return writeArchive({
    files: () => once(stored),
    bytesOf: async (files) => files.map(({ bytes }) => bytes),
    last: { name: last.fileName, text: () => once(last.bytes) },
  });
}

/** A file without rows, which is small. */
interface Template {
  readonly fileName: string;
  readonly bytes: Buffer;
}

async function template(definition: DataDefinition, fileName: string): Promise<Template> {
  const { bytes } = sampleFile(definition);
  const parts: Buffer[] = [];
  for await (const part of bytes) parts.push(part);
  return { fileName, bytes: Buffer.concat(parts) };
}

async function* once<T>(one: T): AsyncGenerator<T> {
  yield one;
}
