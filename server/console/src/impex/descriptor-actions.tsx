import type { DataDescriptor } from '@commerce-integration/sdk';
import { Link, useNavigate } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { buttonClass } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { useAction } from '../ui/use-action.ts';

/** The actions on a descriptor. */
export function DescriptorActions({ descriptor }: { descriptor: DataDescriptor }) {
  const { data_descriptor_id: id, name, version } = descriptor;
  const may = useMay();
  const navigate = useNavigate();
  const remove = useAction(() => client.dataDescriptors.delete(id), {
    changes: ['dataDescriptors'],
    done: `${name} was deleted.`,
    onDone: () => void navigate({ to: '/data-descriptors' }),
  });
  return (
    <>
      <DownloadLink href={`/data-descriptors/${id}/sample`}>Empty file</DownloadLink>
      {may('impex:write') && (
        <>
          <Link to={`/data-descriptors/${id}/edit`} className={buttonClass()}>
            <Pencil className="size-3.5" aria-hidden />
            Edit
          </Link>
          <ConfirmButton
            kind="danger"
            busy={remove.isPending}
            question={`Delete ${name}?`}
            consequence={`Its ${version === 1 ? 'definition is' : `${version} versions are`} removed. It is refused while a data group names it.`}
            verb="Delete the descriptor"
            onConfirm={() => remove.mutate(undefined)}
          >
            Delete
          </ConfirmButton>
        </>
      )}
    </>
  );
}
