import { DECIMAL_SEPARATORS, THOUSANDS_SEPARATORS } from 'virtual:contract-lists';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { choicesOf } from '../ui/choices.ts';
import { Checkbox, CONTROL, Field, Input, Select } from '../ui/field.tsx';
import type { ColumnFields, DescriptorFields } from './descriptor-fields.ts';

const SIGNS: Readonly<Record<string, string>> = { '.': 'Point', ',': 'Comma', ' ': 'Space', "'": 'Apostrophe' };
const signText = (sign: string) => SIGNS[sign] ?? sign;

/** How a column's value is read or written. */
export function ColumnOptions({ at }: { at: number }) {
  const { register, formState, control } = useFormContext<DescriptorFields>();
  const errors = formState.errors.columns?.[at];
  const [type, direction] = useWatch({ control, name: [`columns.${at}.type`, 'direction'] });
  const isImport = direction === 'import';
  const text = (name: keyof ColumnFields, label: string, hint: ReactNode, placeholder?: string) => (
    <Field label={label} hint={hint} error={errors?.[name]?.message}>
      {(attributes) => (
        <Input
          className="font-mono"
          {...(placeholder && { placeholder })}
          {...attributes}
          {...register(`columns.${at}.${name}`)}
        />
      )}
    </Field>
  );
  return (
    <div className="mt-3 grid gap-3 rounded-md bg-sunken p-3 sm:grid-cols-2 lg:grid-cols-3">
      {text('constant', 'Constant', 'The same value for every row, instead of a value from the file.')}
      {isImport && text('default', 'If blank', 'The value for blank cells.')}
      {(type === 'decimal' || type === 'integer') && <NumberOptions at={at} />}
      {type === 'date' && text('date_format', 'Date format', 'ISO 8601 if empty.', 'dd.MM.yyyy HH:mm')}
      {type === 'date' && text('timezone', 'Time zone', 'For dates without an offset.', 'Europe/Paris')}
      {isImport && text('extract', 'Extract', 'A pattern (RE2); its first group is the value.', '(\\d+) x (\\d+)')}
      {isImport && text('template', 'Template', 'Builds the value from the groups.', '$1/$2')}
      <Field
        label="Map"
        hint={`One line per value in the file: ja = in_stock.${isImport ? ' * matches all others.' : ''}`}
        error={errors?.map?.message}
      >
        {(attributes) => (
          <textarea
            rows={3}
            className={`${CONTROL} h-auto! py-1.5 font-mono`}
            {...attributes}
            {...register(`columns.${at}.map`)}
          />
        )}
      </Field>
      {isImport && (
        <div className="space-y-2 self-end">
          <Checkbox label="Reject rows without a value" {...register(`columns.${at}.required`)} />
          <Checkbox label="Trim white space" {...register(`columns.${at}.trim`)} />
        </div>
      )}
    </div>
  );
}

function NumberOptions({ at }: { at: number }) {
  const { register } = useFormContext<DescriptorFields>();
  return (
    <>
      <Field label="Decimal separator">
        {(attributes) => (
          <Select
            choices={choicesOf(DECIMAL_SEPARATORS, signText)}
            {...attributes}
            {...register(`columns.${at}.decimal_separator`)}
          />
        )}
      </Field>
      <Field label="Thousands separator">
        {(attributes) => (
          <Select
            choices={[['', 'None'], ...choicesOf(THOUSANDS_SEPARATORS, signText)]}
            {...attributes}
            {...register(`columns.${at}.thousands_separator`)}
          />
        )}
      </Field>
    </>
  );
}
