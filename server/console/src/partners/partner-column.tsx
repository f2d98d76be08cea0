import type { Column } from '../ui/columns.ts';

/** The partner of each row: for the operator, who sees the rows of all partners. */
export const PARTNER_COLUMN: Column<{ partner_name: string }> = {
  id: 'partner',
  header: 'Partner',
  from: 'lg',
  cell: ({ partner_name }) => <span className="block max-w-32 truncate">{partner_name}</span>,
};
