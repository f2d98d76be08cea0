import type { DataProposal, DetectDataDefinition, FileEncoding } from '@commerce-integration/contract';
import {
  type DetectedLayout,
  detectCsv,
  detectJsonLines,
  formatOfText,
  proposeDefinition,
} from '@commerce-integration/contract/rules';
import { detectXml } from './detect-xml.ts';
import { guessEncoding, sampleBytes } from './sample-bytes.ts';

/** Proposes how a file is described, from its beginning. */
export function detectDefinition(request: DetectDataDefinition): DataProposal {
  const { file_name, sample, is_cut } = request;
  const bytes = sampleBytes({ ...request, is_cut: false }, 'any');
  const encoding = sample === undefined ? guessEncoding(bytes) : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  return proposeDefinition({ ...layoutOf(text, encoding, is_cut, file_name), fileName: file_name });
}

function layoutOf(text: string, encoding: FileEncoding, isCut: boolean, fileName: string | undefined): DetectedLayout {
  const type = /\.(xml|jsonl|ndjson)(?:\.gz)?$/i.exec(fileName ?? '')?.[1]?.toLowerCase() ?? formatOfText(text);
  if (type === 'xml') return detectXml(text, encoding);
  return type === 'csv' ? detectCsv(text, encoding, isCut) : detectJsonLines(text, encoding);
}
