const FILE = { file_name: 'products_20260406T141727Z.csv', data_descriptor_id: 'DD00002', version: 1 };

export const EXPORT_RESULT_EXAMPLE = {
  rows: 2,
  bytes: 118,
  files: [{ ...FILE, entity: 'product', rows: 2, bytes: 118 }],
};

export const EXPORT_FILE_EXAMPLE = {
  ...EXPORT_RESULT_EXAMPLE.files[0],
  file_name: FILE.file_name,
  url: 'https://bucket.s3.eu-central-1.amazonaws.com/exports/DG00002/1/1/1?X-Amz-Signature=…',
  url_expires_at: '2026-04-06T15:20:00.000Z',
  kept_until: '2026-04-20T14:17:29.000Z',
};
