import { LIMITS } from '@commerce-integration/contract';
import type { ArchiveRules } from '@commerce-integration/contract/rules';
import { fileRole } from '@commerce-integration/contract/rules';
import { ByteBlocks } from '../archives/byte-blocks.ts';
import { isDamagedGzip, withoutGzip } from '../archives/gunzip.ts';
import { readDirectory } from '../archives/read-directory.ts';
import { streamEntry } from '../archives/stream-entry.ts';
import { type Region, regionsOf } from '../archives/verify-entries.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { openCheckedObject } from '../uploads/checked-object.ts';
import { type ArchivedFile, type FoundFile, filesOfEntries, singleFile } from './archived-files.ts';
import type { DataImport } from './data-import.entity.ts';
import { ImportRefused } from './import-refused.ts';

/** Small files may have very high ratios without being a decompression bomb. */
const RATIO_APPLIES_FROM = 1024 * 1024;

const RULES: ArchiveRules = {
  maxFiles: LIMITS.importFiles,
  maxFileBytes: LIMITS.importFileBytes,
  maxBytes: LIMITS.importFileBytes,
  maxRatio: LIMITS.importRatio,
  roleOf: (name) => (fileRole(name) === 'ignored' ? 'ignored' : 'file'),
};

/** The root entry of a ZIP that is an office document. */
const CONTENT_TYPES = '[Content_Types].xml';

/** The stored file or ZIP of an import. */
export class ImportArchive {
  readonly #store: ObjectStore;
  readonly #import: DataImport;
  readonly #signal: AbortSignal;
  readonly #blocks: ByteBlocks;
  #regions: Promise<Map<string, Region>> | undefined;
  /** For all opened files, each counted once: one with nested rows is read several times. */
  #unpackedBytes = 0;
  readonly #bytesOf = new Map<string, number>();

  /** @param signal stops reading */
  constructor(store: ObjectStore, dataImport: DataImport, signal: AbortSignal) {
    const { objectKey, etag, sizeBytes } = dataImport;
    this.#store = store;
    this.#import = dataImport;
    this.#signal = signal;
    this.#blocks = new ByteBlocks({
      size: sizeBytes,
      read: (start, end) => store.getRange(objectKey, etag, start, end, signal),
    });
  }

  /** Its files. @throws ArchiveRefused naming the entry at fault */
  async files(): Promise<FoundFile[]> {
    if (!(await this.#isZip()) || (await this.#entries()).has(CONTENT_TYPES)) {
      return [singleFile(this.#import.fileName)];
    }
    return filesOfEntries([...(await this.#entries()).keys()]);
  }

  /** The bytes of a file, unpacked. @throws ArchiveRefused, ImportRefused where they cannot be unpacked */
  async open({ entry }: Pick<ArchivedFile, 'entry'>): Promise<AsyncIterable<Buffer>> {
    if (entry === null) {
      const stored = await openCheckedObject(this.#store, this.#import, this.#signal);
      return this.#unpacked(stored as AsyncIterable<Buffer>, this.#import.fileName, this.#import.sizeBytes);
    }
    const region = (await this.#entries()).get(entry);
    if (!region) throw new Error(`The archive has no entry ${entry} any more`);
    return this.#unpacked(streamEntry(this.#blocks, region), entry, region.entry.packedBytes);
  }

  /** @param packedBytes of the file as it was sent: a gzip file in a ZIP is packed twice */
  async *#unpacked(packed: AsyncIterable<Buffer>, name: string, packedBytes: number): AsyncGenerator<Buffer> {
    let bytes = 0;
    try {
      for await (const piece of await withoutGzip(packed)) {
        bytes += piece.length;
        const counted = this.#bytesOf.get(name) ?? 0;
        if (bytes > counted) {
          this.#unpackedBytes += bytes - counted;
          this.#bytesOf.set(name, bytes);
        }
        if (bytes > RATIO_APPLIES_FROM && bytes > packedBytes * LIMITS.importRatio) {
          throw new ImportRefused(`${name} unpacks to more than ${LIMITS.importRatio} times its size.`);
        }
        if (this.#unpackedBytes > LIMITS.importFileBytes) {
          throw new ImportRefused(
            `${name} is over ${LIMITS.importFileBytes} bytes, with the files before it, unpacked.`,
          );
        }
        yield piece;
      }
    } catch (error) {
      throw isDamagedGzip(error) ? new ImportRefused(`${name} is damaged gzip.`) : error;
    }
  }

  /** A workbook is a ZIP, but counts as one file. */
  async #isZip(): Promise<boolean> {
    if (/\.xls[bmx]?(?:\.gz)?$/i.test(this.#import.fileName)) return false;
    const start = await this.#blocks.next(0, 4);
    return start.equals(Buffer.from('PK\x03\x04', 'latin1')) || /\.zip$/i.test(this.#import.fileName);
  }

  /** The files of the ZIP by their names, in the order of the archive. */
  #entries(): Promise<Map<string, Region>> {
    this.#regions ??= readDirectory(this.#blocks, RULES).then((directory) => {
      const files = regionsOf(directory).filter(({ entry }) => entry.role === 'file');
      const byName = new Map(files.map((region) => [region.entry.name, region]));
      if (files.length === 0) throw new ImportRefused('The archive has no files.');
      if (byName.size < files.length) throw new ImportRefused('The archive has two files of one name.');
      return byName;
    });
    return this.#regions;
  }
}
