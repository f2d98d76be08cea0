import { LIMITS } from '@commerce-integration/contract';
import type { ArchiveRules } from '@commerce-integration/contract/rules';
import { SaxesParser } from 'saxes';
import { ByteBlocks } from '../../archives/byte-blocks.ts';
import { readDirectory } from '../../archives/read-directory.ts';
import { streamEntry } from '../../archives/stream-entry.ts';
import { type Region, regionsOf } from '../../archives/verify-entries.ts';
import { ImportRefused } from '../import-refused.ts';
import { decodeText } from './decode-text.ts';
import { ScratchFile } from './scratch-file.ts';

/** Only XML parts are read; pictures and other parts may be anything. */
const RULES: ArchiveRules = {
  maxFiles: 10_000,
  maxFileBytes: LIMITS.importFileBytes,
  maxBytes: LIMITS.importFileBytes,
  maxRatio: LIMITS.importRatio,
  roleOf: (name) => (/\.(?:xml|rels)$/i.test(name) ? 'file' : 'ignored'),
};

/** Cached blocks of 32 KB. */
const KEPT_BLOCKS = 256;

/** Microsoft compound files: the formats before 2007, and encrypted workbooks. */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** Receives the content of a part during parsing. Names are without their namespace prefix. */
export interface PartEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  /** A text, in one or several pieces. */
  text(value: string): void;
}

/** A workbook's file: an archive of XML parts (ECMA-376, part 2), kept in a scratch file while it is read. */
export class XlsxPackage {
  readonly #file: ScratchFile;
  readonly #blocks: ByteBlocks;
  readonly #parts: ReadonlyMap<string, Region>;

  private constructor(file: ScratchFile, blocks: ByteBlocks, parts: ReadonlyMap<string, Region>) {
    this.#file = file;
    this.#blocks = blocks;
    this.#parts = parts;
  }

  /**
   * @throws ImportRefused, ArchiveRefused for a file that is not a workbook, is encrypted, has macros, or is a
   *   decompression bomb
   */
  static async open(source: AsyncIterable<Uint8Array>): Promise<XlsxPackage> {
    const file = await ScratchFile.create();
    try {
      for await (const piece of source) {
        file.append(piece);
        await file.flush();
      }
      await file.flush(0);
      const blocks = new ByteBlocks(file, KEPT_BLOCKS);
      assertWorkbook(await blocks.next(0, Math.max(1, Math.min(file.size, COMPOUND_FILE.length))));
      const regions = regionsOf(await readDirectory(blocks, RULES));
      const parts = new Map(regions.map((region) => [partKey(region.entry.name), region]));
      if ([...parts.keys()].some((name) => name.endsWith('vbaproject.bin'))) {
        throw new ImportRefused('The workbook has macros: save it as .xlsx, without them.');
      }
      return new XlsxPackage(file, blocks, parts);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  has(part: string): boolean {
    return this.#parts.has(partKey(part));
  }

  /** Parses a part, and pauses after each piece, so that parsed content can be passed on. */
  async *parse(part: string, events: PartEvents): AsyncGenerator<void> {
    const region = this.#parts.get(partKey(part));
    if (!region) throw new ImportRefused(`The workbook lacks the part ${part}.`);
    const reading = new PartReading(part, events);
    for await (const text of decodeText(streamEntry(this.#blocks, region), 'utf-8')) {
      reading.write(text);
      yield;
    }
    reading.end();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Part names are case-insensitive. */
function partKey(name: string): string {
  return name.toLowerCase();
}

function assertWorkbook(start: Buffer): void {
  if (start.subarray(0, 2).toString('latin1') === 'PK') return;
  if (start.equals(COMPOUND_FILE)) {
    throw new ImportRefused(
      'The workbook is protected by a password, or of the old format .xls: save it as .xlsx, without a password.',
    );
  }
  throw new ImportRefused(
    'The file is not an XLSX workbook: correct the format of the descriptor, or save it as .xlsx.',
  );
}

/** One pass over a part. Document types, and so custom entities, are not allowed. */
class PartReading {
  readonly #part: string;
  readonly #parser = new SaxesParser();
  #depth = 0;
  /** Characters that the parser has read since its last event: what it buffers itself. */
  #silent = 0;

  constructor(part: string, events: PartEvents) {
    this.#part = part;
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw this.#refused('is not well-formed XML', `: ${error.message}`);
    });
    parser.on('doctype', () => {
      throw this.#refused('has a DOCTYPE, which workbooks do not have');
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#silent = 0;
      this.#depth += 1;
      if (this.#depth > LIMITS.importDepth) throw this.#refused(`is nested over ${LIMITS.importDepth} levels deep`);
      events.open(localName(name), attributes as Record<string, string>);
    });
    parser.on('closetag', ({ name }) => {
      this.#silent = 0;
      this.#depth -= 1;
      events.close(localName(name));
    });
    const text = (value: string) => {
      this.#silent = 0;
      events.text(value);
    };
    parser.on('text', text);
    parser.on('cdata', text);
  }

  write(text: string): void {
    this.#silent += text.length;
    this.#parser.write(text);
    if (this.#silent > LIMITS.importRowLength) {
      throw this.#refused(`has a text of over ${LIMITS.importRowLength} characters`);
    }
  }

  end(): void {
    this.#parser.close();
  }

  /** @param content the content of the part there */
  #refused(what: string, content = ''): ImportRefused {
    const refusal = `The part ${this.#part} of the workbook ${what}`;
    return new ImportRefused(`${refusal}${content}.`, `${refusal}.`);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
