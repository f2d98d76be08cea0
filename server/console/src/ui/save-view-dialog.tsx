import { type FormEvent, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field, Input } from './field.tsx';

interface SaveViewDialogProps {
  open: boolean;
  taken: readonly string[];
  onClose: () => void;
  onSave: (name: string) => void;
}

/** Asks for the name of a view. */
export function SaveViewDialog({ open, taken, onClose, onSave }: SaveViewDialogProps) {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === '') return;
    onSave(trimmed);
    setName('');
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Save as a view"
      about="This browser saves the filters and the sort order."
    >
      <form onSubmit={save} className="space-y-4">
        <Field label="Name" hint={taken.includes(trimmed) ? 'Replaces the view with this name.' : undefined}>
          {(attributes) => (
            <Input
              maxLength={60}
              placeholder="Failed loads of this week"
              value={name}
              onChange={({ target }) => setName(target.value)}
              {...attributes}
            />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" kind="primary" disabled={trimmed === ''}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
