import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { DataDefinition, ExportDataGroup } from '@commerce-integration/contract';
import { exportedDefinition } from '@commerce-integration/contract/rules';
import type { RowScope } from '../impex/entities/row-service.ts';
import { exportFile } from '../impex/exports/export-file.ts';
import { contentTypeOf } from '../impex/sample-file.ts';
import type { ObjectStore } from '../storage/object-store.ts';

/** A file that is to be written. */
export interface FileToWrite {
  readonly objectKey: string;
  readonly definition: DataDefinition;
  readonly settings: ExportDataGroup;
  /** When the export was asked for. */
  readonly askedAt: Date;
}

/** What the writing of a file reports and obeys. */
export interface WriteParts {
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
  /** Receives the number of rows of this file written so far. */
  readonly onProgress: (rows: number) => void;
}

/**
 * Streams a file into the object store: what is read is sent on, however large it is. Nothing is left of one that fails.
 *
 * @param scope of a transaction that reads as of one moment
 */
export async function writeFile(
  scope: RowScope,
  { objectKey, definition, settings, askedAt }: FileToWrite,
  { store, signal, onProgress }: WriteParts,
): Promise<{ rows: number; bytes: number }> {
  const written = { rows: 0, bytes: 0 };
  const layout = exportedDefinition(definition, settings, askedAt);
  const isPacked = settings.compress === 'gzip';
  const onRows = (rows: number) => {
    signal.throwIfAborted();
    written.rows += rows;
    onProgress(written.rows);
  };
  const options = { isSnapshot: true, isForPeople: settings.for === 'spreadsheet', onRows };
  const plain = Readable.from(exportFile(scope, layout, options), { objectMode: false });
  const body = isPacked ? gzipped(plain) : plain;
  async function* counted() {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      written.bytes += chunk.length;
      yield chunk;
    }
  }
  const counting = Readable.from(counted(), { objectMode: false });
  try {
    await store.put(objectKey, counting, isPacked ? 'application/gzip' : contentTypeOf(layout.format), signal);
    return written;
  } finally {
    for (const stream of [counting, body, plain]) stream.destroy();
  }
}

function gzipped(plain: Readable): Readable {
  const gzip = createGzip();
  pipeline(plain, gzip).catch((error: Error) => gzip.destroy(error));
  return gzip;
}
