import type { DataGroup } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { FileDown, FileUp, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { useAction } from '../ui/use-action.ts';

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));
const DataGroupDialog = lazy(async () => ({ default: (await import('./data-group-dialog.tsx')).DataGroupDialog }));

/** The actions on a group. */
export function DataGroupActions({ group }: { group: DataGroup }) {
  const may = useMay();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'run' | 'edit'>();
  const remove = useAction(() => client.dataGroups.delete(group.data_group_id), {
    changes: ['dataGroups'],
    done: `${group.name} was deleted.`,
    onDone: () => void navigate({ to: '/data-groups' }),
  });
  const { data_group_id, name, direction } = group;
  const isImport = direction === 'import';
  const templates = <DownloadLink href={`/data-groups/${data_group_id}/templates`}>Empty files</DownloadLink>;
  if (!may('impex:write')) return templates;
  const Icon = isImport ? FileUp : FileDown;
  const close = () => setOpen(undefined);
  return (
    <>
      <Button kind="primary" icon={<Icon className="size-4" aria-hidden />} onClick={() => setOpen('run')}>
        {isImport ? 'Import a file' : 'Export'}
      </Button>
      {templates}
      <Button icon={<Pencil className="size-3.5" aria-hidden />} onClick={() => setOpen('edit')}>
        Edit
      </Button>
      <ConfirmButton
        kind="danger"
        busy={remove.isPending}
        question={`Delete ${name}?`}
        consequence={`Its descriptors stay, and so do the jobs of its ${direction}s.`}
        verb="Delete the group"
        onConfirm={() => remove.mutate(undefined)}
      >
        Delete
      </ConfirmButton>
      <Suspense fallback={null}>
        {open === 'run' && isImport && <ImportDialog group={group} onClose={close} />}
        {open === 'run' && !isImport && <ExportDialog group={group} onClose={close} />}
        {open === 'edit' && <DataGroupDialog group={group} onClose={close} />}
      </Suspense>
    </>
  );
}
