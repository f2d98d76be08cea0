import { EVENT_CATALOGUE } from 'virtual:contract-lists';
import { useState } from 'react';
import { Checkbox, Input } from '../ui/field.tsx';

interface EventPickerProps {
  value: readonly string[];
  onChange: (events: string[]) => void;
}

/** Chooses event types from the catalogue, with their descriptions. */
export function EventPicker({ value, onChange }: EventPickerProps) {
  const [typed, setTyped] = useState('');
  const all = value.includes('*');
  const shown = EVENT_CATALOGUE.filter(({ type, about }) =>
    `${type} ${about}`.toLowerCase().includes(typed.toLowerCase()),
  );
  const toggle = (type: string, on: boolean) => onChange(on ? [...value, type] : value.filter((one) => one !== type));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Events</legend>
      <Checkbox
        label="All events, those to come as well"
        checked={all}
        onChange={({ target }) => onChange(target.checked ? ['*'] : [])}
      />
      {!all && (
        <div className="mt-2 rounded-md border border-line">
          <Input
            aria-label="Find an event"
            placeholder="Find an event"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            className="rounded-b-none border-x-0 border-t-0 border-line"
          />
          <div className="max-h-52 space-y-2.5 overflow-y-auto p-3">
            {shown.map(({ type, about }) => (
              <Checkbox
                key={type}
                label={type}
                hint={about}
                checked={value.includes(type)}
                onChange={({ target }) => toggle(type, target.checked)}
              />
            ))}
          </div>
        </div>
      )}
    </fieldset>
  );
}
