import type { OrderExporter } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { Pause, Pencil, Play } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useAction } from '../ui/use-action.ts';

const ExporterDialog = lazy(async () => ({ default: (await import('./exporter-dialog.tsx')).ExporterDialog }));

const CHANGES = ['orderExporters', 'orderExports', 'overview'] as const;

/** The actions on an exporter. */
export function ExporterActions({ exporter }: { exporter: OrderExporter }) {
  const { exporter_id: id, name, enabled } = exporter;
  const may = useMay();
  const navigate = useNavigate();
  const [isEditing, setEditing] = useState(false);
  const set = useAction((to: boolean) => client.orderExporters.update(id, { enabled: to }), {
    changes: CHANGES,
    done: (changed) => (changed.enabled ? 'Resumed.' : 'Paused: orders wait.'),
  });
  const remove = useAction(() => client.orderExporters.delete(id), {
    changes: CHANGES,
    done: `${name} was deleted.`,
    onDone: () => void navigate({ to: '/exporters' }),
  });
  if (!may('order_exports:write')) return null;
  const Icon = enabled ? Pause : Play;
  return (
    <>
      <Button
        kind={enabled ? 'plain' : 'primary'}
        busy={set.isPending}
        icon={<Icon className="size-3.5" aria-hidden />}
        onClick={() => set.mutate(!enabled)}
      >
        {enabled ? 'Pause' : 'Resume'}
      </Button>
      <Button icon={<Pencil className="size-3.5" aria-hidden />} onClick={() => setEditing(true)}>
        Edit
      </Button>
      <ConfirmButton
        kind="danger"
        busy={remove.isPending}
        question={`Delete ${name}?`}
        consequence="Exports that wait for it are cleared; the log of its exports stays. To stop for a while, pause it instead."
        verb="Delete the exporter"
        onConfirm={() => remove.mutate(undefined)}
      >
        Delete
      </ConfirmButton>
      <Suspense fallback={null}>
        {isEditing && <ExporterDialog exporter={exporter} onClose={() => setEditing(false)} />}
      </Suspense>
    </>
  );
}
