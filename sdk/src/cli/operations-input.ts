import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { NamedFile } from '../internal/uploads/feed-file-input.ts';
import { UsageError } from './exit-codes.ts';

/** The contents of a batch, as the SDK takes them. */
export type BatchContent = { zip: NamedFile } | { operations: AsyncIterable<object> };

/** A file of operations: a ZIP as it is, JSON lines one by one, a JSON array as a whole. @throws UsageError */
export async function operationsOf(file: NamedFile): Promise<BatchContent> {
  const data = file.data as Blob;
  const beginning = await data.slice(0, 1_024).text();
  if (beginning.startsWith('PK')) return { zip: { ...file, name: 'operations.zip' } };
  return {
    operations: /^\uFEFF?\s*\[/.test(beginning) ? fromArray(file.name, await data.text()) : fromLines(file.name, data),
  };
}

async function* fromArray(name: string, text: string): AsyncGenerator<object> {
  yield* parsed(name, text.replace(/^\uFEFF/, '')) as object[];
}

async function* fromLines(name: string, data: Blob): AsyncGenerator<object> {
  const lines = createInterface({
    input: Readable.fromWeb(data.stream() as NodeStream),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() !== '') yield parsed(`${name}:${number}`, number === 1 ? line.replace(/^\uFEFF/, '') : line);
  }
}

function parsed(where: string, text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new UsageError(`${where} is not JSON: ${(error as Error).message}`);
  }
}
