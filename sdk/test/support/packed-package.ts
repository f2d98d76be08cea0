import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setInterval } from 'node:timers/promises';
import { inject } from 'vitest';
import { type Project, projectWith } from '../../../contract/test/support/packed-package.ts';
import type { Packed } from './pack-once.ts';

export type { Project };

/** Node of a major version that partners may use: the project's own, or a devDependency with that name. */
export type NodeName = 'node-20' | 'node-22' | 'node-24';

/** A project outside the workspace with the packed SDK in its node_modules. */
export async function packedSdk(): Promise<Project> {
  return projectWith(await sdkTarball(), { folder: 'sdk', dependencies: ['msw'] });
}

/** The packed SDK: one file for all test files, which wait for it here. */
export async function sdkTarball(): Promise<string> {
  const told = path.join(inject('packing'), 'packed.json');
  for await (const _ of setInterval(100)) if (existsSync(told) && readFileSync(told, 'utf8').endsWith('}')) break;
  const packed = JSON.parse(readFileSync(told, 'utf8')) as Packed;
  if ('problem' in packed) throw new Error(packed.problem);
  return packed.tarball;
}

/** The executable of a Node. */
export function nodeNamed(name: NodeName): string {
  if (name === 'node-24') return process.execPath;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(import.meta.dirname, '..', '..', 'node_modules', name, 'bin', file);
}
