import type { DataDirection } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { Field, Select } from '../ui/field.tsx';
import { descriptorsOfPartnerQuery } from './impex-queries.ts';

interface DescriptorOrderProps {
  partnerName: string;
  direction: DataDirection;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  error: string | undefined;
}

/** Chooses descriptors of a partner and a direction, in the order in which their files are imported or written. */
export function DescriptorOrder({ partnerName, direction, value, onChange, error }: DescriptorOrderProps) {
  const { data } = useQuery({ ...descriptorsOfPartnerQuery(partnerName), enabled: partnerName !== '' });
  const known = (data?.items ?? []).filter((descriptor) => descriptor.direction === direction);
  const nameOf = (id: string) => known.find(({ data_descriptor_id }) => data_descriptor_id === id)?.name ?? id;
  const left = known.filter(({ data_descriptor_id }) => !value.includes(data_descriptor_id));
  const hint =
    partnerName !== '' && data && known.length === 0
      ? `This partner has no descriptors of ${direction}s yet.`
      : direction === 'import'
        ? 'Imported from top to bottom.'
        : 'One file per descriptor.';
  return (
    <div className="space-y-2">
      <Field label="Descriptors" hint={hint} error={error}>
        {(attributes) => (
          <Select
            choices={[
              ['', left.length > 0 ? 'Add a descriptor' : 'No further descriptors'],
              ...left.map(({ data_descriptor_id, name }) => [data_descriptor_id, name] as const),
            ]}
            value=""
            onChange={({ target }) => target.value && onChange([...value, target.value])}
            {...attributes}
          />
        )}
      </Field>
      {value.length > 0 && <OrderedList ids={value} nameOf={nameOf} onChange={onChange} />}
    </div>
  );
}

interface OrderedListProps {
  ids: readonly string[];
  nameOf: (id: string) => string;
  onChange: (ids: string[]) => void;
}

function OrderedList({ ids, nameOf, onChange }: OrderedListProps) {
  const move = (from: number, to: number) => {
    const next = [...ids];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  return (
    <ol className="divide-y divide-line rounded-md border border-line text-sm">
      {ids.map((id, at) => (
        <li key={id} className="flex items-center gap-1 py-1 pr-1 pl-3">
          <span className="mr-2 w-4 text-right text-faint tabular-nums">{at + 1}</span>
          <span className="min-w-0 flex-1 truncate">{nameOf(id)}</span>
          <IconButton size="sm" label={`Move ${nameOf(id)} up`} disabled={at === 0} onClick={() => move(at, at - 1)}>
            <ArrowUp className="size-3.5" aria-hidden />
          </IconButton>
          <IconButton
            size="sm"
            label={`Move ${nameOf(id)} down`}
            disabled={at === ids.length - 1}
            onClick={() => move(at, at + 1)}
          >
            <ArrowDown className="size-3.5" aria-hidden />
          </IconButton>
          <IconButton
            size="sm"
            label={`Remove ${nameOf(id)}`}
            onClick={() => onChange(ids.filter((one) => one !== id))}
          >
            <X className="size-3.5" aria-hidden />
          </IconButton>
        </li>
      ))}
    </ol>
  );
}
