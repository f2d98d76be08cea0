/** The beginning of a file in the form that the API accepts. */
export interface FileSample {
  fileName: string;
  sample_base64: string;
  is_cut: boolean;
}

/** Bytes to read of a text. */
const BYTES = 48_000;
/** Bytes to read of a workbook, which cannot be read from its beginning: as base64, the API's limit. */
const WORKBOOK_BYTES = 384 * 1_024;

/** Reads only the beginning of a file, or a whole workbook if the API takes it. */
export async function sampleOf(file: File): Promise<FileSample> {
  const isWorkbook = (await file.slice(0, 2).text()) === 'PK';
  const most = isWorkbook ? WORKBOOK_BYTES : BYTES;
  const bytes = new Uint8Array(await file.slice(0, most).arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { fileName: file.name, sample_base64: btoa(text), is_cut: file.size > most };
}
