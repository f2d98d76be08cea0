/** The beginning of a file, as the API takes it. */
export interface FileSample {
  fileName: string;
  sample_base64: string;
  is_cut: boolean;
}

/** Bytes that are read: with a third more in base64, they are within the API's limit. */
const BYTES = 48_000;

/** Reads the beginning of a file: the rest stays where it is. */
export async function sampleOf(file: File): Promise<FileSample> {
  const bytes = new Uint8Array(await file.slice(0, BYTES).arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { fileName: file.name, sample_base64: btoa(text), is_cut: file.size > BYTES };
}
