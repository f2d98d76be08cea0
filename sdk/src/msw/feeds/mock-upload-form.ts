import { invalidFields, Problem, type UploadFields, uploadFieldsSchema } from '@commerce-integration/contract';
import { plainFileName } from '@commerce-integration/contract/rules';
import type { MockLimits } from '../options/mock-options.ts';
import { groupedBy } from '../store/grouped-by.ts';

/** A parsed form with one file. */
export interface UploadForm {
  fields: UploadFields;
  fileName: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes of a form beside its file. */
const FORM_OVERHEAD = 512 * 1024;
const FIELD_BYTES = 10_000;
const FIELDS = 20;

/**
 * Parses an upload's form.
 *
 * @throws Problem `unsupported_media_type`, `malformed_request`, `payload_too_large`, `validation_failed`
 */
export async function readUploadForm(request: Request, { direct_upload }: MockLimits): Promise<UploadForm> {
  if (!/^multipart\/form-data/i.test(request.headers.get('content-type') ?? '')) {
    const message = 'Send the feed as multipart/form-data, with the file in the part named file.';
    throw new Problem('unsupported_media_type', message);
  }
  const form = await request.formData().catch(() => {
    throw new Problem('malformed_request', 'The form cannot be read: Unexpected end of form.');
  });
  const parts = [...form];
  const at = parts.findIndex(([, value]) => typeof value !== 'string');
  const [name, file] = parts[at] ?? [];
  if (file === undefined || typeof file === 'string') {
    const message = 'The form has no file part named file.';
    throw new Problem('validation_failed', message, { errors: [{ path: 'file', code: 'required', message }] });
  }
  if (file.size > direct_upload + FORM_OVERHEAD) throw tooLarge(direct_upload);
  if (name !== 'file') throw new Problem('malformed_request', 'Unexpected file part: send one, named file.');
  const others = parts.toSpliced(at, 1);
  if (others.some(([, value]) => typeof value !== 'string')) {
    throw new Problem('malformed_request', 'Send one file only.');
  }
  return {
    fields: fieldsOf(others.map(([key, value]): [string, string] => [key, String(value)])),
    fileName: plainFileName(file.name),
    contentType: contentTypeOf(file),
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
}

/** Without parameters; an invalid content type counts as none, and none as text. */
function contentTypeOf({ type }: Blob): string {
  const bare = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(bare) ? bare : 'text/plain';
}

/** @throws Problem `payload_too_large` for a file over the direct limit */
export function assertDirectSize(bytes: Uint8Array, { direct_upload }: MockLimits): void {
  if (bytes.length > direct_upload) throw tooLarge(direct_upload);
}

function tooLarge(limit: number): Problem {
  const message = `The file is over the direct limit of ${limit} bytes: use POST /feeds/upload-url.`;
  return new Problem('payload_too_large', message);
}

/** The text parts; a repeated name has a list of values. */
function fieldsOf(texts: readonly [string, string][]): UploadFields {
  if (texts.length > FIELDS) throw new Problem('malformed_request', 'The form cannot be read: Too many fields.');
  if (texts.some(([, value]) => new TextEncoder().encode(value).length > FIELD_BYTES)) {
    throw new Problem('payload_too_large', 'A form field is too long.');
  }
  const values = [...groupedBy(texts, ([name]) => name)].map(([name, all]): [string, unknown] => {
    return [name, all.length > 1 ? all.map(([, value]) => value) : all[0]?.[1]];
  });
  const parsed = uploadFieldsSchema.safeParse(Object.fromEntries(values));
  if (!parsed.success) throw invalidFields(parsed.error);
  return parsed.data;
}
