import type { CreateOrderExporterFields, OrderExporter, UpdateOrderExporterFields } from '@commerce-integration/sdk';
import { numberOf } from '../ui/field.tsx';

/** An exporter as form fields: every field is a text, and empty ones are omitted or cleared. */
export interface ExporterFields {
  name: string;
  kind: OrderExporter['kind'];
  when: { flag: string; partner_id: string; currency: string; min_total: string };
  target: { url: string; file_name: string };
  format: string;
  next_flag: string;
  priority: string;
}

export function fieldsOfExporter(exporter: OrderExporter | undefined, partnerId: string): ExporterFields {
  const { when, target } = exporter ?? {};
  return {
    name: exporter?.name ?? '',
    kind: exporter?.kind ?? 'http',
    when: {
      flag: when?.flag ?? '',
      partner_id: when?.partner_id ?? partnerId,
      currency: when?.currency ?? '',
      min_total: String(when?.min_total ?? ''),
    },
    target: { url: target?.url ?? '', file_name: target?.file_name ?? '' },
    format: exporter?.format ?? 'json',
    next_flag: exporter?.next_flag ?? '',
    priority: String(exporter?.priority ?? 100),
  };
}

export function exporterOfFields(fields: ExporterFields): CreateOrderExporterFields {
  const { kind, when } = fields;
  const changes = changesOfFields(fields);
  return {
    ...changes,
    name: fields.name,
    kind,
    when: { ...changes.when, flag: when.flag, ...(when.partner_id && { partner_id: when.partner_id }) },
  };
}

/** Kind and partner cannot change. */
export function changesOfFields({ name, kind, when, target, format, next_flag, priority }: ExporterFields) {
  return {
    name,
    when: {
      flag: when.flag,
      currency: when.currency || null,
      min_total: when.min_total === '' ? null : Number(when.min_total),
    },
    ...(kind === 'http' && { target: { url: target.url } }),
    ...(kind === 's3_file' && target.file_name !== '' && { target: { file_name: target.file_name } }),
    ...((kind === 'http' || kind === 's3_file') && { format }),
    next_flag: next_flag || null,
    priority: numberOf(priority),
  } as UpdateOrderExporterFields;
}
