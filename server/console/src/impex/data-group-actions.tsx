import type { DataGroup } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { FileUp, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useAction } from '../ui/use-action.ts';

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));
const DataGroupDialog = lazy(async () => ({ default: (await import('./data-group-dialog.tsx')).DataGroupDialog }));

/** What can be done with a group. */
export function DataGroupActions({ group }: { group: DataGroup }) {
  const may = useMay();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'import' | 'edit'>();
  const remove = useAction(() => client.dataGroups.delete(group.data_group_id), {
    changes: ['dataGroups'],
    done: `${group.name} was deleted.`,
    onDone: () => void navigate({ to: '/data-groups' }),
  });
  if (!may('impex:write')) return null;
  const close = () => setOpen(undefined);
  return (
    <>
      <Button kind="primary" icon={<FileUp className="size-4" aria-hidden />} onClick={() => setOpen('import')}>
        Import a file
      </Button>
      <Button icon={<Pencil className="size-3.5" aria-hidden />} onClick={() => setOpen('edit')}>
        Edit
      </Button>
      <ConfirmButton
        kind="danger"
        busy={remove.isPending}
        question={`Delete ${group.name}?`}
        consequence="Its descriptors stay, and so do the jobs of its imports."
        verb="Delete the group"
        onConfirm={() => remove.mutate(undefined)}
      >
        Delete
      </ConfirmButton>
      <Suspense fallback={null}>
        {open === 'import' && <ImportDialog group={group} onClose={close} />}
        {open === 'edit' && <DataGroupDialog group={group} onClose={close} />}
      </Suspense>
    </>
  );
}
