import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPage, root } from './markdown.ts';

interface Manifest {
  license?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const FOLDERS = ['', 'contract', 'server', 'server/console', 'sdk', 'examples', 'docs'];

describe('the page of dependencies', () => {
  const lines = [...readPage('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)];
  const inUse = new Map(FOLDERS.flatMap(dependenciesOf));

  it('has one line for each dependency, and no others', () => {
    expect(lines.map(([, name]) => name).sort()).toEqual([...inUse.keys()].sort());
  });

  it('names the installed license', () => {
    const wrong = lines.filter(([, name = '', , , license]) => license !== licenseOf(name, inUse.get(name) ?? ''));
    expect(wrong.map(([line]) => line)).toEqual([]);
  });
});

/** The dependencies of a package from the registry, and the package's folder. */
function dependenciesOf(folder: string): [name: string, folder: string][] {
  const manifest = readManifest(path.join(root, folder, 'package.json'));
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies };
  const taken = Object.entries(all).filter(([, version]) => !version.startsWith('workspace:'));
  return taken.map(([name]) => [name, folder]);
}

function licenseOf(name: string, folder: string): string | undefined {
  const file = path.join(root, folder, 'node_modules', name, 'package.json');
  // An optional peer may be missing.
  return existsSync(file) ? readManifest(file).license : undefined;
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}
