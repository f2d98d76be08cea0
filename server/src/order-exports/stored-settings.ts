import { formatId, idNumber } from '@commerce-integration/contract';
import { descriptorOfFormat, type ExporterSettings } from '@commerce-integration/contract/rules';
import type { FieldPlace } from '../encryption/field-cipher.ts';
import type { OrderExporter } from './order-exporter.entity.ts';

/** The columns of exporters that are stored encrypted. */
export const SEALED_EXPORTER_COLUMNS = ['secret', 'headers'] as const;

/** The place of an encrypted value of an exporter. */
export function placeOfExporter(id: number, column: (typeof SEALED_EXPORTER_COLUMNS)[number]): FieldPlace {
  return { table: 'order_exporter', id, column };
}

/** The stored form of how an exporter sends orders. */
export function storedSettings({ format, ...settings }: ExporterSettings) {
  const descriptor = descriptorOfFormat(format);
  if (descriptor !== null) return { ...settings, format: null, descriptorId: idNumber(descriptor) };
  return { ...settings, format: format as OrderExporter['format'] & ExporterSettings['format'], descriptorId: null };
}

/** How an exporter sends orders. */
export function settingsOf(exporter: OrderExporter): ExporterSettings {
  const { url, method, fileName, maxOrders, maxWaitSeconds } = exporter;
  return {
    format: formatOf(exporter),
    url: url ?? null,
    method: method ?? null,
    fileName: fileName ?? null,
    maxOrders,
    maxWaitSeconds,
  };
}

/** The format as callers name it: with the ID of a data descriptor. */
export function formatOf({ format, descriptorId }: OrderExporter): ExporterSettings['format'] {
  return descriptorId == null ? (format ?? null) : formatId('dataDescriptor', descriptorId);
}
