import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { productsContract } from '@commerce-integration/contract';
import type { Command, CommandCall } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { megabytes } from './progress-line.ts';
import { queryFields, queryOptions } from './query-options.ts';

const { query } = productsContract.exportProducts;

export const productsExport: Command = {
  name: 'products export',
  operands: [],
  summary: 'Writes all matching products, as CSV (a feed again) or JSON lines.',
  details:
    'It streams: the size of the catalogue costs no memory. One that breaks off ends with an error, never short.',
  options: {
    ...queryOptions(query),
    output: { value: 'FILE', help: 'writes to a file, once it is complete; - is stdout' },
  },
  examples: [
    'commerce products export --partner-name "Acme Corp" > acme.csv',
    'commerce products export --format jsonl --output catalogue.jsonl',
  ],
  async run(call) {
    const fields = queryFields(query, call.arguments);
    const { body } = await call.client().products.export(fields, { signal: call.signal });
    const output = call.arguments.text('output');
    const pieces = counted(body ?? new Blob([]).stream(), call);
    if (output === undefined || output === '-') for await (const piece of pieces) await call.terminal.write(piece);
    else await writeWhole(output, pieces);
    call.terminal.progress.clear();
    return EXIT.done;
  },
};

async function* counted(body: ReadableStream<Uint8Array>, { terminal }: CommandCall): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    // On a terminal that shows the products, the progress line would disturb them.
    if (!terminal.isWatched) terminal.progress.show(`${megabytes(bytes)} exported`, undefined);
    yield piece;
  }
}

/** Writes the file completely, or not at all. */
async function writeWhole(file: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = `${file}.part`;
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
