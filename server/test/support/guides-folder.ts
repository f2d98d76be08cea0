import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atEnd } from './at-end.ts';

/** A few files that look like the built guides, in a folder that is removed after the tests. */
export function makeGuidesFolder(): string {
  const outside = mkdtempSync(path.join(tmpdir(), 'commerce-guides-'));
  atEnd(() => rmSync(outside, { recursive: true, force: true }));
  const folder = path.join(outside, 'dist');
  const page = (title: string) => `<!doctype html><title>${title}</title><h1>${title}</h1>`;
  const files = {
    'dist/index.html': page('Home'),
    'dist/404.html': page('Not here'),
    'dist/how-to/send.html': page('Send'),
    'dist/assets/app.1f2e3d.js': 'console.log(1)',
    'dist/.built-from': 'secret',
    'secret.txt': 'secret',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(outside, file)), { recursive: true });
    writeFileSync(path.join(outside, file), text);
  }
  return folder;
}
