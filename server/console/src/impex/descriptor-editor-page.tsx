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
        about="Where the values of a file are, how they are read, and where they are stored."
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
        about="Each change creates a new version. Imports and exports in progress keep their version."
      />
      <DescriptorForm descriptorId={dataDescriptorId} fields={fieldsOfDescriptor(descriptor, '')} />
    </>
  );
}
