import { formatId } from '@commerce-integration/contract';
import { exportFileName } from '@commerce-integration/contract/rules';

const FOLDER = 'order-exports';

/**
 * What determines the name of a file, fixed when its orders are chosen: a file that is written again keeps its name.
 */
export interface FileNaming {
  exporterNumber: number;
  pattern: string;
  /** The number of the file within its exporter. */
  number: number;
  at: Date;
}

/** The key of an export file: each exporter has its own folder. */
export function exportFileKey({ exporterNumber, pattern, number, at }: FileNaming): string {
  const exporter = formatId('orderExporter', exporterNumber);
  const [date = '', time = ''] = at.toISOString().split('T');
  const name = exportFileName(pattern, {
    exporter,
    number: String(number).padStart(6, '0'),
    date: date.replaceAll('-', ''),
    time: time.slice(0, 8).replaceAll(':', ''),
  });
  return `${FOLDER}/${exporter}/${name}`;
}

/** The name of a file by its key. */
export function fileNameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
