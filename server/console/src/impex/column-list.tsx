import { ENTITY_RULES } from 'virtual:contract-lists';
import type { ImportEntity } from '@commerce-integration/sdk';
import { Plus } from 'lucide-react';
import { get, useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { ColumnRow } from './column-row.tsx';
import { type DescriptorFields, NEW_COLUMN, TARGETS_LIST } from './descriptor-fields.ts';

/** The columns of a descriptor: one row for each value of a file's row. */
export function ColumnList() {
  const { control, formState } = useFormContext<DescriptorFields>();
  const { fields, append, remove, move } = useFieldArray({ control, name: 'columns' });
  const [entity, mode, columns, direction] = useWatch({ control, name: ['entity', 'mode', 'columns', 'direction'] });
  const rules = ENTITY_RULES[entity as ImportEntity];
  const needed = mode === 'delete' ? rules.requiredToDelete : rules.required;
  const required = direction === 'import' ? needed : [];
  const missing = required.filter((target) => !columns.some((column) => column.target === target));
  const error: string | undefined = get(formState.errors, 'root.columns.message');
  return (
    <Card
      title="Columns"
      hint={formatCount(fields.length, 'column')}
      actions={
        <Button
          size="sm"
          icon={<Plus className="size-3.5" aria-hidden />}
          onClick={() => append({ ...NEW_COLUMN, target: missing[0] ?? '' })}
        >
          Add a column
        </Button>
      }
      flush
    >
      <datalist id={TARGETS_LIST}>
        {[...rules.targets, ...(rules.hasAttributes ? ['attributes.'] : [])].map((target) => (
          <option key={target} value={target} />
        ))}
      </datalist>
      <ol className="divide-y divide-line">
        {fields.map(({ id }, at) => (
          <ColumnRow
            key={id}
            at={at}
            last={fields.length - 1}
            onRemove={() => remove(at)}
            onMove={(to) => move(at, to)}
          />
        ))}
      </ol>
      {(missing.length > 0 || error) && (
        <p role="status" className="border-t border-line px-4 py-3 text-sm text-warn">
          {error ?? `Still needed: ${missing.join(', ')}.`}
        </p>
      )}
    </Card>
  );
}
