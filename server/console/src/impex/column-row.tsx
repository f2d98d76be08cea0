import { COLUMN_TYPES } from 'virtual:contract-lists';
import { ArrowDown, ArrowUp, SlidersHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import { get, useFormContext, useWatch } from 'react-hook-form';
import { IconButton } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import { Field, Input, Select } from '../ui/field.tsx';
import { ColumnOptions } from './column-options.tsx';
import { type DescriptorFields, TARGETS_LIST } from './descriptor-fields.ts';

/** The fields shown only when the options are open. */
const HIDDEN: readonly string[] = ['constant', 'default', 'map', 'extract', 'template', 'date_format', 'timezone'];

interface ColumnRowProps {
  at: number;
  last: number;
  onRemove: () => void;
  onMove: (to: number) => void;
}

/** One column: its target, its source and, when open, how it is read. */
export function ColumnRow({ at, last, onRemove, onMove }: ColumnRowProps) {
  const { register, formState, control } = useFormContext<DescriptorFields>();
  const errors = formState.errors.columns?.[at];
  const problem: string | undefined = get(formState.errors, `root.columns.${at}.message`);
  const [isOpen, setOpen] = useState(false);
  const number = at + 1;
  const constant = useWatch({ control, name: `columns.${at}.constant` });
  const isImport = useWatch({ control, name: 'direction' }) === 'import';
  const hasHiddenError = Object.keys(errors ?? {}).some((name) => HIDDEN.includes(name));
  return (
    <li className="px-4 py-3">
      <fieldset className="flex flex-wrap items-start gap-3">
        <legend className="sr-only">Column {number}</legend>
        <div className="w-full sm:w-52">
          <Field label={isImport ? 'Goes to' : 'Field'} error={errors?.target?.message}>
            {(attributes) => (
              <Input
                list={TARGETS_LIST}
                autoComplete="off"
                className="font-mono"
                {...attributes}
                {...register(`columns.${at}.target`, { required: 'Choose a target.' })}
              />
            )}
          </Field>
        </div>
        <div className="w-full min-w-0 sm:w-auto sm:flex-1">
          <Field
            label={isImport ? 'Comes from' : 'Column of the file'}
            hint={constant === '' ? undefined : `Every row has the constant “${constant}”.`}
            error={errors?.source?.message}
          >
            {(attributes) => (
              <Input
                className="font-mono"
                placeholder={isImport ? 'The name of a column, or #1' : 'The name of a column'}
                disabled={constant !== ''}
                {...attributes}
                {...register(`columns.${at}.source`)}
              />
            )}
          </Field>
        </div>
        <div className="w-36">
          <Field label={isImport ? 'Read as' : 'Written as'} error={errors?.type?.message}>
            {(attributes) => (
              <Select choices={choicesOf(COLUMN_TYPES)} {...attributes} {...register(`columns.${at}.type`)} />
            )}
          </Field>
        </div>
        <div className="ml-auto flex gap-0.5 pt-6">
          <IconButton
            label={`Options of column ${number}`}
            aria-expanded={isOpen || hasHiddenError}
            onClick={() => setOpen(!isOpen)}
          >
            <SlidersHorizontal className="size-4" aria-hidden />
          </IconButton>
          <IconButton label={`Move column ${number} up`} disabled={at === 0} onClick={() => onMove(at - 1)}>
            <ArrowUp className="size-4" aria-hidden />
          </IconButton>
          <IconButton label={`Move column ${number} down`} disabled={at === last} onClick={() => onMove(at + 1)}>
            <ArrowDown className="size-4" aria-hidden />
          </IconButton>
          <IconButton label={`Remove column ${number}`} disabled={last === 0} onClick={onRemove}>
            <X className="size-4" aria-hidden />
          </IconButton>
        </div>
      </fieldset>
      {problem && (
        <p role="alert" className="mt-1.5 text-xs text-bad">
          {problem}
        </p>
      )}
      {(isOpen || hasHiddenError) && <ColumnOptions at={at} />}
    </li>
  );
}
