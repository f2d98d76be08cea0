import {
  type DataProposal,
  type DataSample,
  type DetectDataDefinition,
  type FileEncoding,
  Problem,
} from '@commerce-integration/contract';
import {
  type DetectedLayout,
  detectCsv,
  detectJsonLines,
  formatOfText,
  proposeDefinition,
} from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';
import { assertText } from '../readers/text-bytes.ts';
import { assertWhole, detectWorkbook, isWorkbook } from './detect-workbook.ts';
import { detectXml } from './detect-xml.ts';
import { guessEncoding } from './guess-encoding.ts';

/** Proposes a definition for a file from its beginning. @throws Problem `validation_failed` if it cannot be read */
export async function detectDefinition(request: DetectDataDefinition): Promise<DataProposal> {
  const { file_name, sample, is_cut } = request;
  const bytes = sampleBytes(request);
  try {
    assertWhole(bytes, is_cut);
    const layout = isWorkbook(bytes) ? await detectWorkbook(bytes) : textLayout(bytes);
    return proposeDefinition({ ...layout, fileName: file_name });
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    const { message } = error;
    const errors = [{ path: sample === undefined ? 'sample_base64' : 'sample', code: 'invalid', message }];
    throw new Problem('validation_failed', message, { errors });
  }

  function textLayout(text: Buffer): DetectedLayout {
    assertText(text, 'csv');
    const encoding = sample === undefined ? guessEncoding(text) : 'utf-8';
    return layoutOf(new TextDecoder(encoding).decode(text), encoding, is_cut, file_name);
  }
}

function layoutOf(text: string, encoding: FileEncoding, isCut: boolean, fileName: string | undefined): DetectedLayout {
  const type = /\.(xml|jsonl|ndjson)(?:\.gz)?$/i.exec(fileName ?? '')?.[1]?.toLowerCase() ?? formatOfText(text);
  if (type === 'xml') return detectXml(text, encoding);
  return type === 'csv' ? detectCsv(text, encoding, isCut) : detectJsonLines(text, encoding);
}

/** The bytes of a sample, as they were sent. */
export function sampleBytes({ sample, sample_base64 }: Omit<DataSample, 'is_cut'>): Buffer {
  return sample_base64 === undefined ? Buffer.from(sample ?? '') : Buffer.from(sample_base64, 'base64');
}
