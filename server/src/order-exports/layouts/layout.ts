import type { OrderExportFormat } from '@commerce-integration/contract';
import { csvLayout } from './csv-layout.ts';
import type { Layout } from './written-order.ts';
import { xmlLayout } from './xml-layout.ts';

const LAYOUTS: Readonly<Record<OrderExportFormat, Layout>> = {
  json: {
    contentType: 'application/json',
    head: '{"orders":[',
    between: ',',
    tail: ']}',
    write: ({ json }) => json,
  },
  json_lines: {
    contentType: 'application/x-ndjson',
    head: '',
    between: '',
    tail: '',
    write: ({ json }) => `${json}\n`,
  },
  csv: csvLayout,
  xml: xmlLayout,
};

/** The layout of a format. @param isSingle for requests of one order each: JSON without a list around it */
export function layoutOf(format: OrderExportFormat, isSingle: boolean): Layout {
  const layout = LAYOUTS[format];
  return format === 'json' && isSingle ? { ...layout, head: '', tail: '' } : layout;
}
