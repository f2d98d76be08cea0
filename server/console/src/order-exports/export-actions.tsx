import type { OrderExportDetail } from '@commerce-integration/sdk';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Input } from '../ui/field.tsx';
import { useAction } from '../ui/use-action.ts';

const CHANGES = ['orderExports', 'orders', 'events', 'overview'] as const;
const REJECTABLE: readonly string[] = ['waiting_approval', 'blocked', 'failed'];

/** The decisions that a person can make about an export. */
export function ExportActions({ export_: { order_export_id: id, status } }: { export_: OrderExportDetail }) {
  const may = useMay();
  const [isRejecting, setRejecting] = useState(false);
  const approve = useAction(() => client.orderExports.approve(id), { changes: CHANGES, done: 'Approved.' });
  const retry = useAction(() => client.orderExports.retry(id), { changes: CHANGES, done: 'The export is retried.' });
  if (!may('order_exports:write')) return null;
  return (
    <>
      {status === 'failed' && (
        <Button kind="primary" busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
          Try again
        </Button>
      )}
      {status === 'waiting_approval' && (
        <Button kind="primary" busy={approve.isPending} onClick={() => approve.mutate(undefined)}>
          Approve
        </Button>
      )}
      {REJECTABLE.includes(status) && (
        <Button kind="danger" onClick={() => setRejecting(true)}>
          Reject
        </Button>
      )}
      {isRejecting && <RejectDialog id={id} onClose={() => setRejecting(false)} />}
    </>
  );
}

function RejectDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const form = useForm({ defaultValues: { reason: '' } });
  const reject = useAction((fields: { reason: string }) => client.orderExports.reject(id, fields), {
    changes: CHANGES,
    done: 'Rejected.',
    onDone: onClose,
  });
  return (
    <Dialog open onClose={onClose} title="Reject the export" about="The order leaves the exporter chain.">
      <form className="space-y-4" onSubmit={form.handleSubmit((fields) => reject.mutate(fields))}>
        <Field label="Reason" hint="Stored in the export log.">
          {(field) => <Input required {...field} {...form.register('reason')} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" type="submit" busy={reject.isPending}>
            Reject the export
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
