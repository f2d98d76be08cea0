import { SCOPES } from 'virtual:contract-lists';
import type { Partner, Scope } from '@commerce-integration/sdk';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, Input } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { SecretView } from '../ui/secret-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';

interface CreateKeyDialogProps {
  open: boolean;
  onClose: () => void;
  partner: Partner;
}

export function CreateKeyDialog({ open, onClose, partner }: CreateKeyDialogProps) {
  const [secret, setSecret] = useState<string>();
  const close = () => {
    onClose();
    setSecret(undefined);
  };
  return (
    <Dialog open={open} onClose={close} title={secret ? 'Key created' : `Issue a key for ${partner.partner_name}`}>
      {secret ? (
        <>
          <SecretView secret={secret} about="Hand it over securely. It is shown only once." />
          <div className="mt-4 flex justify-end">
            <Button kind="primary" onClick={close}>
              I have saved it
            </Button>
          </div>
        </>
      ) : (
        <KeyForm partner={partner} onSecret={setSecret} />
      )}
    </Dialog>
  );
}

function KeyForm({ partner, onSecret }: { partner: Partner; onSecret: (secret: string) => void }) {
  const form = useForm<{ name: string; scopes: Scope[] }>({ defaultValues: { name: '', scopes: [...SCOPES] } });
  const { register, formState } = form;
  const create = useFormAction(
    form,
    (fields, idempotencyKey) => client.partners.createApiKey(partner.partner_id, fields, { idempotencyKey }),
    { changes: ['partners'], onDone: (key) => onSecret(key.secret) },
  );
  return (
    <form onSubmit={form.handleSubmit((fields) => create.mutate(fields))} className="space-y-4" noValidate>
      <Field label="Name" hint="Its purpose, such as the system that uses it." error={formState.errors.name?.message}>
        {(attributes) => (
          <Input placeholder="ERP, production" {...attributes} {...register('name', { required: 'Enter a name.' })} />
        )}
      </Field>
      <fieldset>
        <legend className="mb-2 text-sm font-medium">Scopes</legend>
        <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
          {SCOPES.map((scope) => (
            <Checkbox key={scope} label={scope} value={scope} {...register('scopes')} />
          ))}
        </div>
        {formState.errors.scopes && <p className="mt-1 text-xs text-bad">{formState.errors.scopes.message}</p>}
      </fieldset>
      {create.error && <ProblemView error={create.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={create.isPending}>
          Issue the key
        </Button>
      </div>
    </form>
  );
}
