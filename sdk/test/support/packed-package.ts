import path from 'node:path';
import { type Project, packedPackage } from '../../../contract/test/support/packed-package.ts';

export type { Project };

/** A project outside the workspace with the packed SDK in its node_modules. */
export function packedSdk(): Project {
  return packedPackage({ folder: 'sdk', dependencies: ['msw'] });
}

/** A Node of another major version than the project's own, which partners may have: a devDependency under that name. */
export function otherNode(name: 'node-20' | 'node-22'): string {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(import.meta.dirname, '..', '..', 'node_modules', name, 'bin', file);
}
