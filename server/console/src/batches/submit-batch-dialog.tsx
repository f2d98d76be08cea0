import { BATCH_TYPES, ON_ERROR } from 'virtual:contract-lists';
import type { BatchType, OnError, OperationsBatch } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { storeOnce } from '../api/repeatable.ts';
import { sendWithProgress } from '../api/send-with-progress.ts';
import type { SendOptions } from '../feeds/feed-upload.ts';
import { FilePicker } from '../feeds/file-picker.tsx';
import { SendingProgress } from '../feeds/sending-progress.tsx';
import { type FileSending, useSending } from '../feeds/use-sending.ts';
import { PartnerSelect } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, Select } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';

interface Fields {
  org_id: string;
  batch_type: BatchType;
  on_error: OnError;
  validate_only: boolean;
}

const ON_ERROR_TEXTS: Record<OnError, string> = {
  continue: 'Go on with the next operation',
  stop: 'Stop; what was executed stays',
  rollback: 'Undo everything: all or nothing',
};

export function SubmitBatchDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const sending = useSending();
  return (
    <Dialog
      open={open}
      onClose={() => sending.mayClose() && onClose()}
      title="Submit a batch"
      about="A ZIP with one JSON file for each operation, named by its operation_id."
    >
      <SubmitForm sending={sending} />
    </Dialog>
  );
}

function SubmitForm({ sending }: { sending: FileSending }) {
  const { kind, partner } = useCaller();
  const navigate = useNavigate();
  const [zip, setZip] = useState<File>();
  const form = useForm<Fields>({
    defaultValues: {
      org_id: partner?.partner_id ?? '',
      batch_type: 'product-updates',
      on_error: 'continue',
      validate_only: false,
    },
  });
  const { register, formState } = form;
  const send = (fields: Fields, key: string) => sending.send((options) => submitZip(zip, fields, options, key));
  const submit = useFormAction(form, send, {
    changes: ['batches', 'jobs', 'overview'],
    file: zip,
    onDone: ({ batch_id, org_id }) => void navigate({ to: `/batches/${batch_id}`, search: { org: org_id } }),
  });
  return (
    <form onSubmit={form.handleSubmit((fields) => submit.mutate(fields))} className="space-y-4" noValidate>
      <FilePicker file={zip} onFile={setZip} accept=".zip,application/zip" />
      {kind === 'operator' && (
        <PartnerSelect
          error={formState.errors.org_id?.message}
          field={register('org_id', { required: 'Choose whose products it changes.' })}
        />
      )}
      <Field label="Type">
        {(attributes) => <Select choices={choicesOf(BATCH_TYPES)} {...attributes} {...register('batch_type')} />}
      </Field>
      <Field label="When an operation fails">
        {(attributes) => (
          <Select
            choices={choicesOf(ON_ERROR, (name) => ON_ERROR_TEXTS[name as OnError])}
            {...attributes}
            {...register('on_error')}
          />
        )}
      </Field>
      <Checkbox
        label="Validate only"
        hint="Checks every operation, and executes none."
        {...register('validate_only')}
      />
      {submit.error && <ProblemView error={submit.error} />}
      {sending.progress && <SendingProgress sending={sending.progress} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={submit.isPending} disabled={!zip}>
          Submit
        </Button>
      </div>
    </form>
  );
}

/** Uploads the ZIP to the file storage, and creates its batch. */
async function submitZip(
  zip: File | undefined,
  { org_id, batch_type, ...fields }: Fields,
  { signal, onProgress }: SendOptions,
  idempotencyKey: string,
): Promise<OperationsBatch> {
  if (!zip) throw new TypeError('Choose a file first.');
  const uploadId = await storeOnce(idempotencyKey, async () => {
    const { upload_id, upload_url, headers } = await client.batches.createUploadUrl(org_id, { signal });
    const sent = await sendWithProgress(new URL(upload_url), { method: 'PUT', headers, body: zip, signal }, onProgress);
    if (!sent.ok) throw new Error(`The file storage refused the file: it answered ${sent.status}.`);
    return upload_id;
  });
  const batch = { ...fields, upload_id: uploadId, name: zip.name };
  return client.batches.create(org_id, batch_type, batch, { idempotencyKey });
}
