import { type FileEncoding, Problem } from '@commerce-integration/contract';
import { attachmentNamed, contentTypeOf, normaliseName } from '@commerce-integration/contract/rules';
import type { Response } from 'express';
import iconv from 'iconv-lite';
import { ArchiveRefused } from '../../archives/archive-refused.ts';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { streamAnswer } from '../../http/streamed-answer.ts';
import type { Job } from '../../jobs/jobs.queries.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import { findLostObject } from '../../uploads/checked-object.ts';
import { DataImport } from '../data-import.entity.ts';
import { definitionOf } from '../descriptors.queries.ts';
import { ImportArchive } from '../import-archive.ts';
import { fileOfNumber } from '../import-files.queries.ts';
import { ImportRefused } from '../import-refused.ts';
import { assertMayHandle } from '../personal-data.ts';
import { decodeText } from '../readers/decode-text.ts';
import { readRejected } from './read-rejected.ts';
import { type FileWithErrors, filesWithErrors, ReportedRows } from './reported-rows.ts';

/** The most file names in a refusal; it reads one more to tell whether there are others. */
const MOST_NAMES = 5;

/**
 * Responds with the rejected rows of a file of an import, in their original layout. Reads the file again in step with
 * the job's report.
 */
export function rejectedRowsAnswer(store: ObjectStore) {
  return async (em: UnitOfWork, job: Job, res: Response, fileName?: string): Promise<never> => {
    const file = await chosenFile(em, job, fileName);
    if (!file) {
      res.setHeader('content-disposition', attachmentNamed(`${job.publicId()}-errors.csv`));
      return streamAnswer(res, 'text/csv; charset=utf-8', nothing());
    }
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const dataImport = await em.findOneOrFail(DataImport, { jobId: job.id });
    if (await findLostObject(store, dataImport)) {
      throw new Problem('conflict', `The file of import ${job.publicId()} is gone: send it again.`);
    }
    const imported = await fileOfNumber(sqlOf(em), dataImport.id, file.number);
    const version = imported && (await definitionOf(sqlOf(em), imported.descriptorId, imported.version));
    if (!imported || !version) throw new Error(`File ${file.number} of ${job.publicId()} has no descriptor`);
    const { definition } = version;
    assertMayHandle(res.locals.caller.scopes, [definition.entity]);
    const { type, encoding } = definition.format;
    if (type === 'xlsx') {
      const detail = `${file.name} is a workbook, whose rows are not given back: correct it by the list of errors.`;
      throw new Problem('conflict', detail);
    }
    const source = await new ImportArchive(store, dataImport, gone.signal).open(imported);
    const rows = readRejected(type)(decodeText(source, encoding), definition, new ReportedRows(em, job, file.number));
    res.setHeader('content-disposition', attachmentNamed(file.name.slice(file.name.lastIndexOf('/') + 1)));
    return streamAnswer(res, contentTypeOf(definition.format), encoded(untilRefused(rows), encoding));
  };
}

/** @throws Problem `not_found`, `conflict` */
async function chosenFile(em: UnitOfWork, job: Job, fileName?: string): Promise<FileWithErrors | undefined> {
  const files = await filesWithErrors(em, job, fileName === undefined ? MOST_NAMES + 1 : 10_000);
  if (fileName !== undefined) {
    // The requested name is normalised; names in an archive are as the tool that made it has written them.
    const file = files.find(({ name }) => normaliseName(name) === fileName);
    if (file) return file;
    throw new Problem('not_found', `Import ${job.publicId()} has no rejected rows of a file ${fileName}.`);
  }
  if (files.length < 2) return files[0];
  const names = files.slice(0, MOST_NAMES).map(({ name }) => name);
  if (files.length > MOST_NAMES) names.push('…');
  throw new Problem(
    'conflict',
    `Several files have rejected rows: name one as file_name. They are ${names.join(', ')}.`,
  );
}

/** The import stopped where the file cannot be read further; the rows before are reported. */
async function* untilRefused(rows: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof ImportRefused || error instanceof ArchiveRefused)) throw error;
  }
}

async function* encoded(text: AsyncIterable<string>, encoding: FileEncoding): AsyncGenerator<Buffer> {
  let isBegun = false;
  for await (const piece of text) {
    // UTF-16 needs a byte order mark; readers of the other encodings do not.
    yield iconv.encode(piece, encoding, { addBOM: !isBegun && encoding.startsWith('utf-16') });
    isBegun = true;
  }
}

async function* nothing(): AsyncGenerator<string> {}
