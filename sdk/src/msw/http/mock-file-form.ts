import { invalidFields, Problem } from '@commerce-integration/contract';
import { assertFieldsOnce, plainFileName } from '@commerce-integration/contract/rules';
import { groupedBy } from '../store/grouped-by.ts';

/** A parsed form with one file. */
export interface FileForm<F> {
  fields: F;
  fileName: string;
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

type Parsed<F> = { success: true; data: F } | { success: false; error: Parameters<typeof invalidFields>[0] };

/** What a form has beside its file. */
export interface FormRules<F> {
  schema: { safeParse(values: unknown): Parsed<F> };
  maxBytes: number;
  tooLarge: string;
}

/** Bytes of a form beside its file. */
const FORM_OVERHEAD = 512 * 1024;
const FIELD_BYTES = 10_000;
const FIELDS = 20;

/**
 * Parses a form with one file.
 *
 * @throws Problem `unsupported_media_type`, `malformed_request`, `payload_too_large`, `validation_failed`
 */
export async function readFileForm<F>(
  request: Request,
  { schema, maxBytes, tooLarge }: FormRules<F>,
): Promise<FileForm<F>> {
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
  const others = at < 0 ? parts : parts.toSpliced(at, 1);
  // A text part named file counts as no file.
  const texts = others.filter(([key]) => key !== 'file').map(([key, value]): [string, string] => [key, String(value)]);
  if (file === undefined || typeof file === 'string') {
    fieldsOf(texts, schema);
    const message = 'The form has no file part named file.';
    throw new Problem('validation_failed', message, { errors: [{ path: 'file', code: 'required', message }] });
  }
  if (file.size > maxBytes + FORM_OVERHEAD) throw new Problem('payload_too_large', tooLarge);
  if (name !== 'file') throw new Problem('malformed_request', 'Unexpected file part: send one, named file.');
  if (others.some(([, value]) => typeof value !== 'string')) {
    throw new Problem('malformed_request', 'Send one file only.');
  }
  return {
    fields: fieldsOf(texts, schema),
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

/** Without the brackets of `mode[]`, which the server reads as a list. */
function plainName(name: string): string {
  return /^([^[\]]+)(?:\[[^[\]]*\])+$/.exec(name)?.[1] ?? name;
}

/** The text parts; a repeated name, and one with brackets, has a list of values. */
function fieldsOf<F>(texts: readonly [string, string][], schema: FormRules<F>['schema']): F {
  if (texts.length > FIELDS) throw new Problem('malformed_request', 'The form cannot be read: Too many fields.');
  if (texts.some(([, value]) => new TextEncoder().encode(value).length > FIELD_BYTES)) {
    throw new Problem('payload_too_large', 'A form field is too long.');
  }
  const values = [...groupedBy(texts, ([name]) => plainName(name))].map(([name, all]): [string, unknown] => {
    const isOne = all.length === 1 && all[0]?.[0] === name;
    return [name, isOne ? all[0]?.[1] : all.map(([, value]) => value)];
  });
  const fields = Object.fromEntries(values);
  assertFieldsOnce(fields);
  const parsed = schema.safeParse(fields);
  if (!parsed.success) throw invalidFields(parsed.error);
  return parsed.data;
}
