import type { FeedAccepted, FeedFields } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { activePartnersQuery } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, Input, Select } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { tellProblem } from '../ui/tell-problem.ts';
import { useFormAction } from '../ui/use-form-action.ts';
import { uploadFeed } from './feed-upload.ts';
import { FilePicker } from './file-picker.tsx';
import { SendingProgress } from './sending-progress.tsx';
import { type FileSending, useSending } from './use-sending.ts';

interface UploadFields {
  partner_name: string;
  mode: 'incremental' | 'full';
  validate_only: boolean;
}

const MODES = [
  ['incremental', 'Incremental: add and change the products in the file'],
  ['full', 'Full: discontinue products that are not in the file'],
] as const;

interface UploadDialogProps {
  open: boolean;
  onClose: () => void;
  dropped: File | undefined;
}

/** Uploads a feed and loads it, then opens its page, which shows the progress of the load. */
export function UploadDialog({ open, onClose, dropped }: UploadDialogProps) {
  const sending = useSending();
  return (
    <Dialog
      open={open}
      onClose={() => sending.mayClose() && onClose()}
      title="Upload a feed"
      about="A CSV file with a header row, plain or gzipped."
    >
      <UploadForm dropped={dropped} sending={sending} />
    </Dialog>
  );
}

function UploadForm({ dropped, sending }: { dropped: File | undefined; sending: FileSending }) {
  const caller = useCaller();
  const navigate = useNavigate();
  const [file, setFile] = useState(dropped);
  const form = useForm<UploadFields>({
    defaultValues: { partner_name: '', mode: 'incremental', validate_only: false },
  });
  const send = async ({ partner_name, ...wishes }: UploadFields, idempotencyKey: string) => {
    if (!file) throw new TypeError('Choose a file first.');
    const fields: FeedFields = { ...wishes, ...(partner_name && { partner_name }) };
    const accepted = await sending.send((options) => uploadFeed(caller, file, fields, { ...options, idempotencyKey }));
    await startLoad(accepted);
    return accepted;
  };
  const upload = useFormAction(form, send, {
    changes: ['feeds', 'jobs', 'overview'],
    file,
    onDone: ({ feed_id }) => void navigate({ to: `/feeds/${feed_id}` }),
  });
  return (
    <form onSubmit={form.handleSubmit((fields) => upload.mutate(fields))} className="space-y-4" noValidate>
      <FilePicker file={file} onFile={setFile} accept=".csv,.gz,text/csv" />
      {caller.kind === 'operator' && <PartnerField form={form} />}
      <Field label="Mode">
        {(attributes) => <Select choices={MODES} {...attributes} {...form.register('mode')} />}
      </Field>
      <Checkbox
        label="Validate only"
        hint="Shows what the load would change, without changing anything."
        {...form.register('validate_only')}
      />
      {upload.error && <ProblemView error={upload.error} />}
      {sending.progress && <SendingProgress sending={sending.progress} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={upload.isPending} disabled={!file}>
          Upload and load
        </Button>
      </div>
    </form>
  );
}

/**
 * If the load cannot be started, the feed still exists: uploading again would duplicate it. Its page can start the
 * load.
 */
async function startLoad({ validation_job_id }: FeedAccepted): Promise<void> {
  try {
    await client.jobs.run(validation_job_id, { waitMs: 0 });
  } catch (error) {
    tellProblem(error, 'The file was uploaded, but its load could not be started');
  }
}

/** The partner of the feed; a new name registers a partner. */
function PartnerField({ form: { register, formState } }: { form: ReturnType<typeof useForm<UploadFields>> }) {
  const { data } = useQuery(activePartnersQuery);
  return (
    <Field label="Partner" hint="A new name registers a partner." error={formState.errors.partner_name?.message}>
      {(attributes) => (
        <>
          <Input
            list="partner-names"
            autoComplete="off"
            placeholder="Acme Corp"
            {...attributes}
            {...register('partner_name', { required: 'Enter the name of the partner.' })}
          />
          <datalist id="partner-names">
            {data?.items.map(({ partner_id, partner_name }) => (
              <option key={partner_id} value={partner_name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
