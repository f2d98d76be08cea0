const COLUMNS = [
  { target: 'sku', source: 'Artikelnummer' },
  {
    target: 'price',
    source: 'Preis',
    type: 'decimal' as const,
    decimal_separator: ',' as const,
    thousands_separator: '.' as const,
  },
  { target: 'currency', constant: 'EUR' },
];

export const CREATE_DATA_DESCRIPTOR_EXAMPLE = {
  name: 'Prices of the ERP',
  entity: 'price' as const,
  format: { type: 'csv' as const, encoding: 'windows-1252' as const, delimiter: ';' as const },
  file_name_pattern: 'preise_*.csv',
  columns: COLUMNS,
};

const READ = { decimal_separator: '.', timezone: 'UTC', trim: true, optional: false, required: false };

export const DATA_DESCRIPTOR_EXAMPLE = {
  data_descriptor_id: 'DD00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  version: 1,
  ...CREATE_DATA_DESCRIPTOR_EXAMPLE,
  direction: 'import' as const,
  format: { ...CREATE_DATA_DESCRIPTOR_EXAMPLE.format, header: true, skip_lines: 0 },
  mode: 'merge',
  columns: COLUMNS.map((column) => ({ ...READ, type: 'string', ...column })),
  created_at: '2026-04-06T14:17:27.000Z',
  updated_at: '2026-04-06T14:17:27.000Z',
};

export const CREATE_DATA_GROUP_EXAMPLE = { name: 'Nightly files of the ERP', descriptors: ['DD00001'] };

export const DATA_GROUP_EXAMPLE = {
  data_group_id: 'DG00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  direction: 'import' as const,
  ...CREATE_DATA_GROUP_EXAMPLE,
  on_error: 'skip_row',
  max_error_ratio: null,
  validate_only: false,
  created_at: '2026-04-06T14:17:27.000Z',
  updated_at: '2026-04-06T14:17:27.000Z',
};
