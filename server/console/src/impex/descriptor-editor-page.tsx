import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useCaller } from '../session/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { fieldsOfDescriptor } from './descriptor-fields.ts';
import { DescriptorForm } from './descriptor-form.tsx';
import { dataDescriptorQuery } from './impex-queries.ts';

export function NewDescriptorPage() {
  const { partner } = useCaller();
  return (
    <>
      <PageHeader
        title="Create a descriptor"
        about="Where the values of a file stand, how they are read, and where they go."
      />
      <DescriptorForm fields={fieldsOfDescriptor(undefined, partner?.partner_id ?? '')} />
    </>
  );
}

export function EditDescriptorPage() {
  const { dataDescriptorId = '' } = useParams({ strict: false });
  const { data: descriptor } = useSuspenseQuery(dataDescriptorQuery(dataDescriptorId));
  return (
    <>
      <PageHeader
        title={`Edit ${descriptor.name}`}
        about="A change makes a new version. Imports and exports that have begun keep the one that they began with."
      />
      <DescriptorForm descriptorId={dataDescriptorId} fields={fieldsOfDescriptor(descriptor, '')} />
    </>
  );
}
