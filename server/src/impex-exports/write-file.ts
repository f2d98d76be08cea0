import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { DataDefinition, ExportDataGroup } from '@commerce-integration/contract';
import { contentTypeOf, exportedDefinition } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import type { RowScope } from '../impex/entities/row-service.ts';
import { copiedFields } from '../impex/exports/copied-fields.ts';
import { exportFile } from '../impex/exports/export-file.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { withCopiedFile } from './copied-file.ts';

/** Few exports run at a time, and the upload takes longer than the rows. */
const PARTS_AT_ONCE = 4;

/** A file to write. */
export interface FileToWrite {
  readonly objectKey: string;
  readonly definition: DataDefinition;
  readonly settings: ExportDataGroup;
  /** When the export was requested. */
  readonly askedAt: Date;
}

/** The resources, callbacks and limits for writing a file. */
export interface WriteParts {
  readonly pool: Pool;
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
  /** Receives the number of rows of this file written so far. */
  readonly onProgress: (rows: number) => void;
}

/**
 * Streams a file of any size into the object store. A failed upload leaves nothing behind.
 *
 * @param scope of a transaction that reads one snapshot
 */
export async function writeFile(
  scope: RowScope,
  { objectKey, definition, settings, askedAt }: FileToWrite,
  { pool, store, signal, onProgress }: WriteParts,
): Promise<{ rows: number; bytes: number }> {
  const written = { rows: 0, bytes: 0 };
  const layout = exportedDefinition(definition, settings, askedAt);
  const isPacked = settings.compress === 'gzip';
  const isForPeople = settings.for === 'spreadsheet';
  const onRows = (rows: number) => {
    signal.throwIfAborted();
    written.rows += rows;
    onProgress(written.rows);
  };
  const fields = isForPeople ? undefined : copiedFields(layout);
  if (fields) await withCopiedFile(pool, scope, { definition: layout, fields, onRows }, send);
  else await send(exportFile(scope, layout, { isSnapshot: true, isForPeople, onRows }));
  return written;

  async function send(file: AsyncGenerator<Buffer>): Promise<void> {
    const packed = isPacked ? gzipped(file) : undefined;
    const body = Readable.from(counted(packed ?? file), { objectMode: false });
    try {
      const contentType = isPacked ? 'application/gzip' : contentTypeOf(layout.format);
      await store.put(objectKey, body, contentType, signal, PARTS_AT_ONCE);
    } finally {
      for (const stream of [body, packed]) stream?.destroy();
    }
  }

  async function* counted(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of body) {
      written.bytes += chunk.length;
      yield chunk;
    }
  }
}

function gzipped(file: AsyncIterable<Buffer>): Readable {
  const gzip = createGzip();
  pipeline(file, gzip).catch((error: Error) => gzip.destroy(error));
  return gzip;
}
