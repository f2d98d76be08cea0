import { afterAll, onTestFinished, TestRunner } from 'vitest';

/** Does what is to be done when the test that asks for it has ended; or the file's last one, where none is running. */
export function atEnd(end: () => unknown): void {
  if (TestRunner.getCurrentTest()) onTestFinished(async () => void (await end()));
  else afterAll(async () => void (await end()));
}
