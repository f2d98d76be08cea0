import { type FeedAccepted, Problem, type UploadFields, uploadFieldsSchema } from '@commerce-integration/contract';
import { assertCsvUpload, isGzipName } from '@commerce-integration/contract/feed-file';
import { feedObjectKey } from '@commerce-integration/contract/rules';
import type { MockCall } from '../http/mock-call.ts';
import { type FileForm, readFileForm } from '../http/mock-file-form.ts';
import { completeClaim } from '../http/mock-idempotency.ts';
import type { FeedFile } from '../store/mock-rows.ts';
import { acceptFeed, nameOfUpload, newFeed } from './mock-accept-feed.ts';
import { digest, readFeedFile } from './mock-feed-file.ts';

/** Accepts an upload. A refusal for its form or its file releases the `Idempotency-Key`. @throws Problem */
export async function uploadFeed(call: MockCall): Promise<{ status: 201; body: FeedAccepted }> {
  const { tables, storage } = call;
  const held = call.hold();
  const maxBytes = call.settings.limits.direct_upload;
  const form = await readFileForm(call.request, { schema: uploadFieldsSchema, maxBytes, tooLarge: tooLarge(maxBytes) });
  const { fields, fileName, contentType, bytes } = form;
  // An earlier call with the same key has accepted the file: this one is only compared.
  const checked = held?.isFirst === false ? undefined : await checkUpload(call, form);
  const fingerprint = JSON.stringify([fields, fileName, checked?.file.sha256 ?? (await digest(bytes))]);
  return completeClaim(held, fingerprint, call.answerHeaders, () => {
    if (!checked) throw new Error('A first call has checked its file');
    const { id, file } = checked;
    const objectKey = feedObjectKey(nameOfUpload(call, fields), id, fileName);
    const wanted = { id, fileName, contentType, objectKey, uploadParts: null, uploadExpiresAt: null };
    const feed = newFeed(call, fields, wanted);
    storage.put(objectKey, bytes, contentType);
    return { status: 201, body: acceptFeed(tables, feed, file) };
  });
}

async function checkUpload(call: MockCall, form: FileForm<UploadFields>): Promise<{ id: number; file: FeedFile }> {
  const { limits } = call.settings;
  assertCsvUpload(form.fileName, form.contentType);
  nameOfUpload(call, form.fields);
  // The number is used up even where the file is refused.
  const id = call.tables.next('feed');
  if (form.bytes.length > limits.direct_upload) {
    throw new Problem('payload_too_large', tooLarge(limits.direct_upload));
  }
  return { id, file: await readFeedFile(form.bytes, isGzipName(form.fileName), limits) };
}

function tooLarge(limit: number): string {
  return `The file is over the direct limit of ${limit} bytes: use POST /feeds/upload-url.`;
}
