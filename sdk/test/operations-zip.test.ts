import { describe, expect, it } from 'vitest';
import { operationsZip } from '../src/internal/uploads/operations-zip.ts';
import { zipOf } from '../src/internal/uploads/zip.ts';
import { readZipDirectory } from '../src/msw/batches/read-zip.ts';

// How the server reads such archives, including one with more than 65,535 files: `submit-batch.stories.test.ts`.

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe('the ZIP of a batch', () => {
  it('has the unchanged files, with the checksums of ISO 3309', async () => {
    const content = new TextEncoder().encode('123456789');
    const bytes = await bytesOf(
      await zipOf([
        { name: '\u00e9.json', content },
        { name: 'b', content: new Uint8Array() },
      ]),
    );
    expect(readZipDirectory(bytes)).toMatchObject([
      { name: '\u00e9.json', flags: 0x0800, method: 0, crc32: 0xcbf43926, packedBytes: 9, unpackedBytes: 9 },
      { name: 'b', crc32: 0, packedBytes: 0, headerOffset: 30 + 7 + 9 },
    ]);
    expect(new TextDecoder().decode(bytes)).toContain('\u00e9.json123456789');
  });

  it('has a ZIP64 record if the number of files needs it', { timeout: 120_000 }, async () => {
    const files = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `${at}`, content: new Uint8Array() }));
    const marks = async (count: number) => {
      const view = new DataView(await (await zipOf(files(count))).slice(-98).arrayBuffer());
      return {
        zip64: view.getUint32(0, true),
        count64: view.getUint32(24, true),
        count: view.getUint16(98 - 12, true),
      };
    };
    expect(await marks(0xffff)).toEqual({ zip64: 0x06064b50, count64: 0xffff, count: 0xffff });
    const small = await marks(0xfffe);
    expect(small).toMatchObject({ count: 0xfffe });
    expect(small.zip64).not.toBe(0x06064b50);
  });

  it('is the same for the same operations', async () => {
    const zip = () => operationsZip([{ operation_id: 'a' }, { operation_id: 'b' }], undefined, undefined);
    expect(await bytesOf(await zip())).toEqual(await bytesOf(await zip()));
  });

  it('is refused during its creation if it exceeds the limits of a batch', async () => {
    const packed: number[] = [];
    const operations = [{ operation_id: 'a' }, { operation_id: 'b' }];
    const zip = operationsZip(operations, (count) => packed.push(count), undefined, 30);
    await expect(zip).rejects.toThrow('A batch has at most 30 bytes of operations');
    expect(packed).toEqual([1]);
  });
});
