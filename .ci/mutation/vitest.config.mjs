import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { areas } from './areas.mjs';

/**
 * The tests of the area that a mutation run changes. Changed code is slower, because it is instrumented. The files of
 * one run share their modules, which is ten times as fast; each change has its own run.
 */
export default defineConfig({
  test: { include: areas[process.env.MUTATION_AREA ?? '']?.tests ?? [], testTimeout: 60_000, isolate: false },
});
