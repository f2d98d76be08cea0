import { Download } from 'lucide-react';
import { Button } from '../ui/button.tsx';

interface CsvButtonProps {
  name: string;
  rows: readonly object[];
}

/** Downloads the numbers of a chart as a file. */
export function CsvButton({ name, rows }: CsvButtonProps) {
  return (
    <Button
      size="sm"
      kind="quiet"
      disabled={rows.length === 0}
      icon={<Download className="size-3.5" aria-hidden />}
      onClick={() => save(name, csvOf(rows))}
    >
      CSV
    </Button>
  );
}

/** RFC 4180. Text that a spreadsheet would take for a formula is marked as text. */
function csvOf(rows: readonly object[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => names.map((name) => cell((row as Record<string, unknown>)[name])).join(','));
  return [names.join(','), ...lines, ''].join('\r\n');
}

function cell(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = value === null || value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
