import type { DataGroup } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '../api/client.ts';
import { useRepeatable } from '../api/repeatable.ts';
import { FilePicker } from '../feeds/file-picker.tsx';
import { SendingProgress } from '../feeds/sending-progress.tsx';
import { useSending } from '../feeds/use-sending.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useSingleMutation } from '../ui/single-mutation.ts';

/** Sends a file to a group, then opens its job's page, which shows the progress. */
export function ImportDialog({ group, onClose }: { group: DataGroup; onClose: () => void }) {
  const [file, setFile] = useState<File>();
  const sending = useSending();
  const navigate = useNavigate();
  const importOnce = useRepeatable((chosen: File, idempotencyKey) =>
    sending.send(({ signal, onProgress }) => {
      const call = { signal, idempotencyKey, fetchOptions: { onUploadProgress: onProgress } };
      return client.dataGroups.import(group.data_group_id, { file: chosen }, call);
    }),
  );
  const send = useSingleMutation({
    mutationFn: importOnce,
    changes: ['jobs', 'overview'],
    onSuccess: ({ job_id }) => void navigate({ to: `/jobs/${job_id}` }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file) send.mutate(file);
  };
  return (
    <Dialog
      open
      onClose={() => sending.mayClose() && onClose()}
      title={`Import into ${group.name}`}
      about="A file whose name matches a descriptor of the group, plain or gzipped, or a ZIP of such files."
    >
      <form onSubmit={submit} className="space-y-4">
        <FilePicker file={file} onFile={setFile} accept=".csv,.jsonl,.xml,.gz,.zip,text/csv" />
        {group.validate_only && (
          <p className="text-sm text-muted">
            This group validates only: rows are checked and counted, and not written.
          </p>
        )}
        {send.error && <ProblemView error={send.error} />}
        {sending.progress && <SendingProgress sending={sending.progress} />}
        <div className="flex justify-end">
          <Button type="submit" kind="primary" busy={send.isPending} disabled={!file}>
            Import
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
