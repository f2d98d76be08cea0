import { afterAll, onTestFinished, TestRunner } from 'vitest';

/** Runs a function at the end of the calling test; at the end of the file if no test is running. */
export function atEnd(end: () => unknown): void {
  if (TestRunner.getCurrentTest()) onTestFinished(async () => void (await end()));
  else afterAll(async () => void (await end()));
}
