import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { areas } from './areas.mjs';

/**
 * The tests of the area that a mutation run is about. Changed code is slower, because it says what is run of it. The files
 * of one run share their modules, which is ten times as quick; each change has a run of its own.
 */
export default defineConfig({
  test: { include: areas[process.env.MUTATION_AREA ?? '']?.tests ?? [], testTimeout: 60_000, isolate: false },
});
