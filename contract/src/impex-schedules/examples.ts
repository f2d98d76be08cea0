const SET_BUCKET_SOURCE_EXAMPLE = { type: 'bucket' as const, prefix: 'erp' };

const BUCKET_SOURCE_EXAMPLE = { ...SET_BUCKET_SOURCE_EXAMPLE, folder: 'files/PT00001/erp/incoming/' };

export const SET_SCHEDULE_EXAMPLE = {
  cron: '*/15 6-20 * * mon-fri',
  timezone: 'Europe/Berlin',
  source: SET_BUCKET_SOURCE_EXAMPLE,
};

export const SCHEDULE_RUN_EXAMPLE = {
  data_group_id: 'DG00001',
  scheduled_at: '2026-04-06T04:15:00.000Z',
  trigger: 'schedule',
  status: 'completed',
  message: 'Imported 1 file.',
  error: null,
  started_at: '2026-04-06T04:15:00.412Z',
  ended_at: '2026-04-06T04:15:04.127Z',
  next_try_at: null,
  file_count: 1,
  failed_count: 0,
  files: [
    {
      file_name: 'preise_2026-04.csv',
      status: 'imported',
      job_id: 'JI00001',
      moved_to: 'files/PT00001/erp/archive/2026-04-06/preise_2026-04.csv',
      error: null,
    },
  ],
};

export const SCHEDULE_EXAMPLE = {
  data_group_id: 'DG00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  ...SET_SCHEDULE_EXAMPLE,
  source: BUCKET_SOURCE_EXAMPLE,
  paused_at: null,
  next_runs: [
    '2026-04-06T04:30:00.000Z',
    '2026-04-06T04:45:00.000Z',
    '2026-04-06T05:00:00.000Z',
    '2026-04-06T05:15:00.000Z',
    '2026-04-06T05:30:00.000Z',
  ],
  last_runs: [SCHEDULE_RUN_EXAMPLE],
  created_at: '2026-04-03T14:17:27.000Z',
  updated_at: '2026-04-03T14:17:27.000Z',
};
