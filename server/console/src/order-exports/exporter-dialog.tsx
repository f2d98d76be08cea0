import type { CreatedOrderExporter, OrderExporter } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { SecretView } from '../ui/secret-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';
import { ExporterControls } from './exporter-controls.tsx';
import { changesOfFields, type ExporterFields, exporterOfFields, fieldsOfExporter } from './exporter-fields.ts';

interface ExporterDialogProps {
  /** The exporter to change; without one, a new exporter is created. */
  exporter?: OrderExporter;
  onClose: () => void;
}

export function ExporterDialog({ exporter, onClose }: ExporterDialogProps) {
  const navigate = useNavigate();
  const [created, setCreated] = useState<CreatedOrderExporter>();
  const finish = (made: CreatedOrderExporter | undefined) => {
    onClose();
    if (made) void navigate({ to: `/exporters/${made.exporter_id}` });
  };
  if (created?.secret) {
    return (
      <Dialog open onClose={() => finish(created)} title="Exporter created">
        <SecretView
          secret={created.secret}
          about="The receiver uses this secret to verify requests. It is shown only once."
        />
        <div className="mt-4 flex justify-end">
          <Button kind="primary" onClick={() => finish(created)}>
            I have saved it
          </Button>
        </div>
      </Dialog>
    );
  }
  const onCreated = (made: CreatedOrderExporter) => (made.secret ? setCreated(made) : finish(made));
  return (
    <Dialog open onClose={onClose} title={exporter ? `Edit ${exporter.name}` : 'Add an exporter'}>
      <ExporterForm exporter={exporter} onChanged={onClose} onCreated={onCreated} />
    </Dialog>
  );
}

interface ExporterFormProps {
  exporter: OrderExporter | undefined;
  onChanged: () => void;
  onCreated: (exporter: CreatedOrderExporter) => void;
}

function ExporterForm({ exporter, onChanged, onCreated }: ExporterFormProps) {
  const { partner } = useCaller();
  const form = useForm<ExporterFields>({ defaultValues: fieldsOfExporter(exporter, partner?.partner_id ?? '') });
  const changes = ['orderExporters', 'overview'];
  const create = useFormAction(
    form,
    (fields, idempotencyKey) => client.orderExporters.create(exporterOfFields(fields), { idempotencyKey }),
    { changes, onDone: onCreated },
  );
  const change = useFormAction(
    form,
    (fields) => client.orderExporters.update(exporter?.exporter_id ?? '', changesOfFields(fields)),
    { changes, onDone: onChanged },
  );
  const { mutate, error, isPending } = exporter ? change : create;
  return (
    <FormProvider {...form}>
      <form onSubmit={form.handleSubmit((fields) => mutate(fields))} className="space-y-4" noValidate>
        <ExporterControls isNew={exporter === undefined} />
        {error && <ProblemView error={error} />}
        <div className="flex justify-end">
          <Button type="submit" kind="primary" busy={isPending}>
            {exporter ? 'Save' : 'Add the exporter'}
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}
