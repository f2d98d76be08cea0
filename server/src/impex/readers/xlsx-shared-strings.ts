import { LIMITS } from '@commerce-integration/contract';
import { ByteBlocks } from '../../archives/byte-blocks.ts';
import { ImportRefused } from '../import-refused.ts';
import { ScratchFile } from './scratch-file.ts';
import { withoutEscapes } from './xlsx-cell-text.ts';
import type { XlsxPackage } from './xlsx-package.ts';

/** Strings per indexed position; a lookup starts at the nearest one. Their blank flags form the bits of a number. */
const STEP = 32;
/** Strings that are looked up together. */
const TOGETHER = 256;
const KEPT_BLOCKS = 256;
const LENGTH_BYTES = 4;

/**
 * The shared strings of a workbook (ECMA-376, part 1: 18.4). There may be millions: they are in a scratch file, each
 * preceded by its length, and sheets mostly refer to them in order.
 */
export class SharedStrings {
  readonly #file: ScratchFile;
  /** The offsets of every `STEP`th string, and the end. */
  readonly #places: number[] = [];
  /** For every `STEP` strings, a bit for each blank one. */
  readonly #blanks: number[] = [];
  #count = 0;
  #blocks: ByteBlocks | undefined;

  private constructor(file: ScratchFile) {
    this.#file = file;
  }

  /** @param part undefined for a workbook without them */
  static async read(workbook: XlsxPackage, part: string | undefined): Promise<SharedStrings> {
    const strings = new SharedStrings(await ScratchFile.create());
    try {
      if (part !== undefined) await strings.#readAll(workbook, part);
      await strings.#file.flush(0);
      strings.#places.push(strings.#file.size);
      strings.#blocks = new ByteBlocks(strings.#file, KEPT_BLOCKS);
      return strings;
    } catch (error) {
      await strings.close();
      throw error;
    }
  }

  async #readAll(workbook: XlsxPackage, part: string): Promise<void> {
    let text = '';
    let isText = false;
    let isPhonetic = false;
    const reading = workbook.parse(part, {
      open: (name) => {
        if (name === 'si') text = '';
        else if (name === 'rPh') isPhonetic = true;
        isText = name === 't' && !isPhonetic;
      },
      close: (name) => {
        if (name === 'si') this.#add(withoutEscapes(text));
        else if (name === 'rPh') isPhonetic = false;
        isText = false;
      },
      text: (value) => {
        if (!isText) return;
        text += value;
        if (text.length > LIMITS.importRowLength) {
          throw new ImportRefused(`A text of the workbook is over ${LIMITS.importRowLength} characters long.`);
        }
      },
    });
    for await (const _ of reading) await this.#file.flush();
  }

  #add(text: string): void {
    const [step, place] = [Math.floor(this.#count / STEP), this.#count % STEP];
    if (place === 0) {
      this.#places.push(this.#file.size);
      this.#blanks.push(0);
    }
    if (text.trim() === '') this.#blanks[step] = (this.#blanks[step] ?? 0) | (1 << place);
    this.#count += 1;
    const bytes = Buffer.allocUnsafe(LENGTH_BYTES + Buffer.byteLength(text));
    bytes.writeUInt32LE(bytes.length - LENGTH_BYTES, 0);
    bytes.write(text, LENGTH_BYTES);
    this.#file.append(bytes);
  }

  /** Whether a string is only white space; false if there is no string with that number. */
  isBlank(number: number): boolean {
    return ((this.#blanks[Math.floor(number / STEP)] ?? 0) & (1 << (number % STEP))) !== 0;
  }

  /** The strings with some numbers. @throws ImportRefused for an unknown number */
  async find(numbers: Iterable<number>): Promise<Map<number, string>> {
    const wanted = [...new Set(numbers)].sort((one, other) => one - other);
    const unknown = wanted.find((number) => !(number >= 0 && number < this.#count));
    if (unknown !== undefined) {
      throw new ImportRefused(`A cell refers to the text ${unknown}, and the workbook has ${this.#count}.`);
    }
    const found = new Map<number, string>();
    for (let from = 0; from < wanted.length; from += TOGETHER)
      await this.#load(wanted.slice(from, from + TOGETHER), found);
    return found;
  }

  /** @param numbers in ascending order */
  async #load(numbers: readonly number[], found: Map<number, string>): Promise<void> {
    const blocks = this.#blocks as ByteBlocks;
    const rangeOf = (step: number) => ({ start: this.#places[step] ?? 0, end: this.#places[step + 1] ?? 0 });
    const steps = new Set(numbers.map((number) => Math.floor(number / STEP)));
    await blocks.load([...steps].map(rangeOf));
    let [next, at, last] = [0, 0, -1];
    let bytes: Buffer = Buffer.alloc(0);
    for (const number of numbers) {
      const step = Math.floor(number / STEP);
      if (step !== last) {
        const { start, end } = rangeOf(step);
        [bytes, next, at, last] = [blocks.bytes(start, end), step * STEP, 0, step];
      }
      for (; next < number; next += 1) at += LENGTH_BYTES + bytes.readUInt32LE(at);
      const begin = at + LENGTH_BYTES;
      found.set(number, bytes.toString('utf8', begin, begin + bytes.readUInt32LE(at)));
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
