import { CELL_DELIMITERS, FILE_ENCODINGS, IMPORT_FORMATS } from 'virtual:contract-lists';
import { useFormContext, useWatch } from 'react-hook-form';
import { Card } from '../ui/card.tsx';
import { choicesOf } from '../ui/choices.ts';
import { Checkbox, Field, Input, Select } from '../ui/field.tsx';
import type { DescriptorFields } from './descriptor-fields.ts';
import { DELIMITER_TEXTS, FORMAT_TEXTS } from './format-texts.ts';

/** The layout of a file. */
export function FormatCard() {
  const { register, formState, control } = useFormContext<DescriptorFields>();
  const errors = formState.errors.format;
  const type = useWatch({ control, name: 'format.type' });
  return (
    <Card title="File layout">
      <div className="space-y-4">
        <Field label="Format" error={errors?.type?.message}>
          {(attributes) => (
            <Select
              choices={choicesOf(IMPORT_FORMATS, (name) => FORMAT_TEXTS[name as keyof typeof FORMAT_TEXTS])}
              {...attributes}
              {...register('format.type')}
            />
          )}
        </Field>
        <Field label="Encoding" error={errors?.encoding?.message}>
          {(attributes) => (
            <Select
              choices={choicesOf(FILE_ENCODINGS, (name) => name.toUpperCase())}
              {...attributes}
              {...register('format.encoding')}
            />
          )}
        </Field>
        {type === 'csv' && <CsvFields />}
        {type === 'xml' && (
          <Field
            label="Row element"
            hint="The path of the row element, from the root."
            error={errors?.row_path?.message}
          >
            {(attributes) => (
              <Input
                className="font-mono"
                placeholder="/catalog/product"
                {...attributes}
                {...register('format.row_path')}
              />
            )}
          </Field>
        )}
      </div>
    </Card>
  );
}

function CsvFields() {
  const { register, formState } = useFormContext<DescriptorFields>();
  const errors = formState.errors.format;
  return (
    <>
      <Field label="Delimiter" error={errors?.delimiter?.message}>
        {(attributes) => (
          <Select
            choices={choicesOf(CELL_DELIMITERS, (sign) => DELIMITER_TEXTS[sign as keyof typeof DELIMITER_TEXTS])}
            {...attributes}
            {...register('format.delimiter')}
          />
        )}
      </Field>
      <Field label="Lines before the header, or the first row" error={errors?.skip_lines?.message}>
        {(attributes) => <Input type="number" min={0} max={1000} {...attributes} {...register('format.skip_lines')} />}
      </Field>
      <Checkbox
        label="The first row contains column names"
        hint="Otherwise, columns are named by position: #1, #2."
        {...register('format.header')}
      />
    </>
  );
}
