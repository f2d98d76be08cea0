import { JOB_STATUSES } from 'virtual:contract-lists';
import { choicesOf } from '../ui/choices.ts';
import type { Filter } from '../ui/filter-bar.tsx';

export const JOB_STATUS_FILTER: Filter = {
  name: 'status',
  label: 'Status',
  kind: 'choice',
  choices: choicesOf(JOB_STATUSES),
};
