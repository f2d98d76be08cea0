#!/usr/bin/env node
import manifest from '../../package.json' with { type: 'json' };

// Imports nothing else, so that the version comes at once.
const [first, ...more] = process.argv.slice(2);
if (more.length === 0 && ['--version', '-V', '-v', 'version'].includes(first ?? '')) {
  process.stdout.on('error', async (error) => (await import('./run-process.ts')).endOnWriteError('stdout', error));
  process.stdout.write(`${manifest.version}\n`);
} else await (await import('./run-process.ts')).runProcess();
