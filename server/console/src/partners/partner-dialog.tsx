import type { CreatePartnerFields, Partner } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Input } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';

interface PartnerDialogProps {
  open: boolean;
  onClose: () => void;
  /** The partner to change; without one, a new partner is registered. */
  partner?: Partner;
}

export function PartnerDialog({ open, onClose, partner }: PartnerDialogProps) {
  const title = partner ? `Settings of ${partner.partner_name}` : 'Register a partner';
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <PartnerForm partner={partner} onClose={onClose} />
    </Dialog>
  );
}

interface Fields {
  partner_name: string;
  contact_email: string;
  default_currency: string;
}

function PartnerForm({ partner, onClose }: { partner: Partner | undefined; onClose: () => void }) {
  const navigate = useNavigate();
  const form = useForm<Fields>({
    defaultValues: {
      partner_name: partner?.partner_name ?? '',
      contact_email: partner?.contact_email ?? '',
      default_currency: partner?.default_currency ?? '',
    },
  });
  const { register, formState } = form;
  const save = useFormAction(form, (fields, idempotencyKey) => send(partner, fields, idempotencyKey), {
    changes: ['partners', 'overview'],
    onDone: ({ partner_id }) => {
      onClose();
      if (!partner) void navigate({ to: `/partners/${partner_id}` });
    },
  });
  return (
    <form onSubmit={form.handleSubmit((fields) => save.mutate(fields))} className="space-y-4" noValidate>
      <Field label="Name" error={formState.errors.partner_name?.message}>
        {(attributes) => (
          <Input placeholder="Acme Corp" {...attributes} {...register('partner_name', { required: 'Enter a name.' })} />
        )}
      </Field>
      <Field label="Contact e-mail" error={formState.errors.contact_email?.message}>
        {(attributes) => <Input type="email" placeholder="Optional" {...attributes} {...register('contact_email')} />}
      </Field>
      <Field
        label="Default currency"
        hint="For prices without a currency. USD if empty."
        error={formState.errors.default_currency?.message}
      >
        {(attributes) => (
          <Input
            maxLength={3}
            placeholder="USD"
            className="uppercase"
            {...attributes}
            {...register('default_currency')}
          />
        )}
      </Field>
      {save.error && <ProblemView error={save.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {partner ? 'Save' : 'Register'}
        </Button>
      </div>
    </form>
  );
}

function send(
  partner: Partner | undefined,
  { partner_name, contact_email, default_currency }: Fields,
  idempotencyKey: string,
) {
  const fields: CreatePartnerFields = {
    partner_name,
    contact_email: contact_email || null,
    default_currency: default_currency.toUpperCase() || null,
  };
  return partner
    ? client.partners.update(partner.partner_id, fields)
    : client.partners.create(fields, { idempotencyKey });
}
