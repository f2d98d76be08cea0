import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { packPackage } from '../../../contract/test/support/packed-package.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which `packed.json` will contain the result of packing the SDK. */
    packing: string;
  }
}

/** The content of `packed.json`. */
export type Packed = { tarball: string } | { problem: string };

/** Packs the SDK once for all test files, which wait for it; other tests do not. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'packed-sdk-'));
  project.provide('packing', folder);
  const packing = packPackage('sdk', folder)
    .then(
      (tarball): Packed => ({ tarball }),
      (error: Error): Packed => ({ problem: error.message }),
    )
    .then((packed) => writeFile(path.join(folder, 'packed.json'), JSON.stringify(packed)));
  return async () => {
    await packing;
    await rm(folder, { recursive: true, force: true });
  };
}
