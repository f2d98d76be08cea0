import { defineFeature } from '../feature/define-feature.ts';
import { Migration20261129180100_load_undo } from './migrations/Migration20261129180100_load_undo.ts';
import { undoJob } from './undo.job.ts';

/** Loads of feeds can be undone: a job takes back what another one wrote. */
export const loadUndo = defineFeature({
  name: 'load-undo',
  tables: ['load_undo'],
  kept: { load_undo: 'ends with its job' },
  migrations: [{ name: '20261129180100_load_undo', class: Migration20261129180100_load_undo }],
  jobs: [undoJob],
});
