import type { DataGroup, Schedule, SetScheduleFields } from '@commerce-integration/sdk';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Input, Select } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useAction } from '../ui/use-action.ts';
import { useFormAction } from '../ui/use-form-action.ts';

interface Fields {
  cron: string;
  timezone: string;
  source: { type: Schedule['source']['type']; prefix: string; url: string };
}

interface ScheduleDialogProps {
  group: DataGroup;
  schedule: Schedule | undefined;
  onClose: () => void;
}

/** The sources of imported files. */
const SOURCES = [
  ['bucket', 'A folder of the bucket'],
  ['https', 'An HTTPS URL'],
] as const;

export function ScheduleDialog({ group, schedule, onClose }: ScheduleDialogProps) {
  const remove = useAction(() => client.schedules.delete(group.data_group_id), {
    changes: ['schedules', 'overview'],
    done: 'The schedule was deleted.',
    onDone: onClose,
  });
  return (
    <Dialog open onClose={onClose} title={schedule ? 'Change the schedule' : 'Set a schedule'}>
      <ScheduleForm group={group} schedule={schedule} onClose={onClose} />
      {schedule && (
        <Button kind="danger" size="sm" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
          Delete the schedule
        </Button>
      )}
    </Dialog>
  );
}

function fieldsOf(schedule: Schedule | undefined, direction: DataGroup['direction']): Fields {
  const source = schedule?.source;
  return {
    cron: schedule?.cron ?? '0 6 * * *',
    timezone: schedule?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    source: {
      type: source?.type ?? (direction === 'import' ? 'bucket' : 'export'),
      prefix: source && source.type !== 'https' ? source.prefix : '',
      url: source?.type === 'https' ? source.url : '',
    },
  };
}

/**
 * Omits the headers of an address and the settings of exports, which the API then keeps: headers are secrets that it
 * does not show, and the form does not show the settings.
 */
function scheduleOf({ cron, timezone, source }: Fields, before: Schedule | undefined): SetScheduleFields {
  const { type, prefix, url } = source;
  if (type === 'https') return { cron, timezone, source: { type, url } };
  if (type === 'bucket') return { cron, timezone, source: { type, prefix } };
  if (before?.source.type !== 'export') return { cron, timezone, source: { type, prefix } };
  const { folder: _, ...settings } = before.source;
  return { cron, timezone, source: { ...settings, prefix } };
}

function ScheduleForm({ group: { data_group_id, direction }, schedule, onClose }: ScheduleDialogProps) {
  const form = useForm<Fields>({ defaultValues: fieldsOf(schedule, direction) });
  const { register, formState, watch } = form;
  const { errors } = formState;
  const save = useFormAction(form, (fields) => client.schedules.set(data_group_id, scheduleOf(fields, schedule)), {
    changes: ['schedules', 'overview'],
    onDone: onClose,
  });
  const isBucket = watch('source.type') !== 'https';
  return (
    <form onSubmit={form.handleSubmit((fields) => save.mutate(fields))} className="space-y-4" noValidate>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Cron" hint="Minute, hour, day, month, day of the week." error={errors.cron?.message}>
          {(attributes) => <Input className="font-mono" {...attributes} {...register('cron')} />}
        </Field>
        <Field label="Time zone" error={errors.timezone?.message}>
          {(attributes) => <Input placeholder="Europe/Berlin" {...attributes} {...register('timezone')} />}
        </Field>
      </div>
      {direction === 'import' && (
        <Field label="Files come from" error={errors.source?.type?.message}>
          {(attributes) => <Select choices={SOURCES} {...attributes} {...register('source.type')} />}
        </Field>
      )}
      {isBucket ? (
        <Field
          label="Folder"
          hint={direction === 'import' ? "Of the partner's files." : "Of the partner's files; they are put there."}
          error={errors.source?.prefix?.message}
        >
          {(attributes) => (
            <Input className="font-mono" placeholder="erp" {...attributes} {...register('source.prefix')} />
          )}
        </Field>
      ) : (
        <Field label="URL" hint="A public HTTPS URL." error={errors.source?.url?.message}>
          {(attributes) => <Input type="url" {...attributes} {...register('source.url')} />}
        </Field>
      )}
      {save.error && <ProblemView error={save.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {schedule ? 'Save' : 'Set the schedule'}
        </Button>
      </div>
    </form>
  );
}
