import { ValidationError } from '@commerce-integration/sdk';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { client } from '../api/client.ts';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type DescriptorFields, descriptorOfFields } from './descriptor-fields.ts';
import type { FileSample } from './file-sample.ts';
import { PreviewTable } from './preview-table.tsx';

const TYPING_MS = 400;

/** The first rows of a sample, read with the form's settings, and what an import would do with them. */
export function SamplePreview({ sample: { fileName, ...sample } }: { sample: FileSample }) {
  const fields = useFieldsAfterTyping();
  const definition = descriptorOfFields(fields);
  const { partner_id } = fields;
  const body = {
    ...sample,
    definition: { ...definition, name: definition.name || fileName },
    ...(partner_id && { partner_id }),
  };
  const { data, error } = useQuery({
    queryKey: ['descriptor-preview', body],
    queryFn: async ({ signal }) => client.dataDescriptors.previewDefinition(body, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
  if (error instanceof ValidationError)
    return (
      <p role="status" className="text-sm text-warn">
        {error.errors[0]?.message ?? error.detail}
      </p>
    );
  if (error) return <ProblemView error={error} />;
  if (!data) return <Skeleton className="h-24" />;
  return (
    <>
      {data.error && (
        <p role="status" className="text-sm text-bad">
          {data.error}
        </p>
      )}
      {data.rows.length > 0 && (
        <PreviewTable rows={data.rows} targets={definition.columns.map(({ target }) => target)} />
      )}
    </>
  );
}

/** The form's fields, debounced. */
function useFieldsAfterTyping(): DescriptorFields {
  const { control, getValues } = useFormContext<DescriptorFields>();
  const now = useWatch({ control }) as DescriptorFields;
  const [fields, setFields] = useState(() => getValues());
  useEffect(() => {
    const timer = setTimeout(() => setFields(structuredClone(now)), TYPING_MS);
    return () => clearTimeout(timer);
  }, [now]);
  return fields;
}
