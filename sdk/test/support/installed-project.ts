import { type ExecFileException, execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { withOwnNode } from '../../../contract/test/support/packed-package.ts';
import { sdkTarball } from './packed-package.ts';

const workspace = path.resolve(import.meta.dirname, '..', '..', '..');

/** The path of a package in the workspace. */
export function packageFolder(name: string, owner = 'sdk'): string {
  return realpathSync(path.join(workspace, owner, 'node_modules', name));
}

/** A project of its own, in which npm has installed the packed SDK. */
export interface InstalledProject {
  folder: string;
  write(fileName: string, text: string): void;
  /** Runs a program and returns all its output, also if it fails. */
  run(program: string, args: string[], more?: NodeJS.ProcessEnv): Promise<{ code: number; output: string }>;
  remove(): void;
}

/**
 * Installs the packed SDK next to packages of the workspace with npm, which refuses peers that do not fit.
 *
 * @param beside folders of packages, by the name under which the project depends on them
 * @throws Error with npm's output
 */
export async function installedProject(beside: Record<string, string>): Promise<InstalledProject> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'installed-project-')));
  const files = { '@commerce-integration/sdk': await sdkTarball(), ...beside };
  const dependencies = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, `file:${file}`]));
  const project = {
    folder,
    write: (fileName: string, text: string) => writeFileSync(path.join(folder, fileName), text),
    run: (program: string, args: string[], more: NodeJS.ProcessEnv = {}) => run(folder, program, args, more),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  project.write('package.json', JSON.stringify({ private: true, dependencies }));
  const { code, output } = await project.run('npm', [
    'install',
    '--offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ]);
  if (code !== 0) throw new Error(`npm could not install the packed SDK:\n${output}`);
  return project;
}

async function run(folder: string, program: string, args: string[], more: NodeJS.ProcessEnv) {
  const isScript = process.platform === 'win32' && !program.endsWith('.exe');
  const env = { ...withOwnNode(), NO_COLOR: '1', ...more };
  return promisify(execFile)(program, args, { cwd: folder, env, shell: isScript, timeout: 110_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr, message }: ExecFileException) => ({
      code: typeof code === 'number' ? code : 1,
      output: `${stdout}${stderr}${typeof code === 'number' ? '' : message}`,
    }),
  );
}
