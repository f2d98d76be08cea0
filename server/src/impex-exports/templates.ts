import { crc32 } from 'node:zlib';
import type { PackedFile } from '../archives/write-archive.ts';
import { writeArchive } from '../archives/write-archive.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { getGroup } from '../impex/groups.queries.ts';
import { type SampleFile, sampleFile } from '../impex/sample-file.ts';
import { usedDescriptors } from '../impex/used-descriptors.ts';

/** A ZIP of the sample files of a group's descriptors. @throws Problem `not_found` */
export async function templatesArchive(em: UnitOfWork, groupId: string): Promise<AsyncGenerator<Buffer>> {
  const descriptors = await usedDescriptors(em, await getGroup(em, groupId));
  const samples = withOwnNames(descriptors.map(({ definition }) => sampleFile(definition)));
  const last = samples.pop();
  if (!last) throw new Error(`Data group ${groupId} has no descriptors`);
  const stored = samples.map((sample): PackedFile & SampleFile => ({
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

/** Descriptors may have the same pattern. */
function withOwnNames(samples: readonly SampleFile[]): SampleFile[] {
  return samples.map((sample, index) => {
    const isTaken = samples.slice(0, index).some(({ fileName }) => fileName === sample.fileName);
    return isTaken ? { ...sample, fileName: `${index + 1}-${sample.fileName}` } : sample;
  });
}

async function* once<T>(one: T): AsyncGenerator<T> {
  yield one;
}
