import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { Button } from './button.tsx';

interface ConfirmButtonProps
  extends Pick<ComponentProps<typeof Button>, 'kind' | 'size' | 'icon' | 'busy' | 'disabled'> {
  children: ReactNode;
  /** The question, such as "Cancel job JV00001?". */
  question: string;
  /** The effect, and whether it can be undone. */
  consequence: ReactNode;
  /** The label of the confirming button. */
  verb: string;
  onConfirm: () => void;
}

/** A button for an irreversible action: it asks first. */
export function ConfirmButton({ question, consequence, verb, onConfirm, children, ...button }: ConfirmButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger render={<Button {...button} />}>{children}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <AlertDialog.Popup className="appear fixed top-[18vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 rounded-xl border border-line bg-surface p-5 shadow-raised outline-none">
          <AlertDialog.Title className="text-lg font-semibold">{question}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-sm text-muted" render={<div />}>
            {consequence}
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close render={<Button />}>Keep as it is</AlertDialog.Close>
            <AlertDialog.Close render={<Button kind="danger" />} onClick={onConfirm}>
              {verb}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
