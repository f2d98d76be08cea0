import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { SecretView } from './secret-view.tsx';
import { useAction } from './use-action.ts';

interface RotateSecretDialogProps {
  open: boolean;
  onClose: () => void;
  /** How long the old secret stays valid, and who must have the new one by then. */
  about: ReactNode;
  rotate: () => PromiseLike<{ secret: string }>;
  /** The first key parts of the queries that it invalidates. */
  changes: readonly string[];
}

/** Replaces a secret, and shows the new one once. */
export function RotateSecretDialog({ open, onClose, about, rotate, changes }: RotateSecretDialogProps) {
  const { data, isPending, mutate, reset } = useAction(rotate, { changes });
  const close = () => {
    onClose();
    reset();
  };
  return (
    <Dialog open={open} onClose={close} title="Rotate the secret" about={about}>
      {data ? (
        <>
          <SecretView secret={data.secret} about="The new secret is shown only once." />
          <div className="mt-4 flex justify-end">
            <Button kind="primary" onClick={close}>
              I have saved it
            </Button>
          </div>
        </>
      ) : (
        <div className="flex justify-end">
          <Button kind="primary" busy={isPending} onClick={() => mutate(undefined)}>
            Make a new secret
          </Button>
        </div>
      )}
    </Dialog>
  );
}
