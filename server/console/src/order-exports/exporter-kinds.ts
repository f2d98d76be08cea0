import type { OrderExporter } from '@commerce-integration/sdk';

const TEXTS: Record<OrderExporter['kind'], { short: string; long: string }> = {
  http: { short: 'HTTP', long: 'HTTP: send orders to a URL' },
  s3_file: { short: 'File', long: 'File: write orders to files in the storage' },
  event: { short: 'Event', long: 'Event: record an event, for webhooks' },
  manual: { short: 'By hand', long: 'By hand: wait for a person to approve' },
};

/** The kind of an exporter as a short text. */
export const kindText = (kind: string): string => TEXTS[kind as OrderExporter['kind']]?.short ?? kind;

/** The same as a choice. */
export const kindChoice = (kind: string): string => TEXTS[kind as OrderExporter['kind']]?.long ?? kind;
