/** The beginning of a file in the form that the API accepts. */
export interface FileSample {
  fileName: string;
  sample_base64: string;
  is_cut: boolean;
}

/** Bytes to read: base64 adds a third, which stays within the API's limit. */
const BYTES = 48_000;

/** Reads only the beginning of a file. */
export async function sampleOf(file: File): Promise<FileSample> {
  const bytes = new Uint8Array(await file.slice(0, BYTES).arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { fileName: file.name, sample_base64: btoa(text), is_cut: file.size > BYTES };
}
