import { IMPORT_FORMATS } from 'virtual:contract-lists';
import type { DataGroup, ExportDataGroupFields } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, Select } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';
import { FORMAT_TEXTS } from './format-texts.ts';

interface Fields {
  /** Empty to use the descriptors' formats. */
  format: string;
  compress: boolean;
  spreadsheet: boolean;
}

/** Requests an export of a group, then opens its job's page, which shows the progress and the files. */
export function ExportDialog({ group, onClose }: { group: DataGroup; onClose: () => void }) {
  const navigate = useNavigate();
  const form = useForm<Fields>({ defaultValues: { format: '', compress: false, spreadsheet: false } });
  const { register, formState } = form;
  const send = useFormAction(
    form,
    (fields, idempotencyKey) => client.dataGroups.export(group.data_group_id, exportOf(fields), { idempotencyKey }),
    {
      changes: ['jobs', 'overview'],
      onDone: ({ job_id }) => void navigate({ to: `/jobs/${job_id}` }),
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Export ${group.name}`}
      about="One file per descriptor of the group, all from the same snapshot."
    >
      <form onSubmit={form.handleSubmit((fields) => send.mutate(fields))} className="space-y-4" noValidate>
        <Field label="Format" error={formState.errors.format?.message}>
          {(attributes) => (
            <Select
              choices={[
                ['', 'As in the descriptors'],
                ...choicesOf(IMPORT_FORMATS, (name) => FORMAT_TEXTS[name as keyof typeof FORMAT_TEXTS]),
              ]}
              {...attributes}
              {...register('format')}
            />
          )}
        </Field>
        <Checkbox
          label="For a spreadsheet"
          hint="Texts that look like formulas get an apostrophe, which imports remove."
          {...register('spreadsheet')}
        />
        <Checkbox label="Compressed with gzip" {...register('compress')} />
        {send.error && <ProblemView error={send.error} />}
        <div className="flex justify-end">
          <Button type="submit" kind="primary" busy={send.isPending}>
            Export the files
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function exportOf({ format, compress, spreadsheet }: Fields): ExportDataGroupFields {
  return {
    ...(format !== '' && { format: format as NonNullable<ExportDataGroupFields['format']> }),
    ...(compress && { compress: 'gzip' as const }),
    ...(spreadsheet && { for: 'spreadsheet' as const }),
  };
}
