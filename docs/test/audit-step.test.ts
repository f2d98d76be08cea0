import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { failingSteps, stepFails } from '../../.ci/run-step.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'commerce-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/**
 * The output of the step in `npm test`, and whether it fails, for a response of the registry that the package manager
 * prints.
 */
async function shown(answer: string): Promise<{ text: string; fails: boolean }> {
  writeFileSync(path.join(folder, 'npm-cli.js'), '');
  writeFileSync(path.join(folder, 'npx-cli.js'), `process.stdout.write(${JSON.stringify(answer)}); process.exit(1);`);
  vi.stubEnv('npm_execpath', path.join(folder, 'npm-cli.js'));
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const fails = await stepFails(process.execPath, { name: 'known vulnerabilities', script: ['.ci/audit.mjs'] });
  return { text: log.mock.calls.flat().join('\n'), fails };
}

const report = (counts: object) => JSON.stringify({ metadata: { vulnerabilities: counts } });

describe('the check for known vulnerabilities', () => {
  it.each([
    ['refused', '{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE"}}'],
    ['answered with a page', '<html>'],
    ['did not answer', ''],
    ['counted nothing', report({})],
    ['answered with null', 'null'],
  ])('passes as not checked if the registry %s', async (_, answer) => {
    const { text, fails } = await shown(answer);
    expect(text).toMatch(/^– known vulnerabilities: not checked \(.*\)\n\s+The registry could not be asked/);
    expect(text).not.toContain('✓');
    expect(fails).toBe(false);
  });

  it('passes if there are none above the threshold', async () => {
    const { text, fails } = await shown(report({ info: 1, low: 2, moderate: 3, high: 0, critical: 0 }));
    expect(text).toMatch(/^✓ known vulnerabilities/);
    expect(fails).toBe(false);
  });

  it.each([
    { high: 1, critical: 0 },
    { high: 0, critical: 2 },
  ])('fails if there are some: %j', async (counts) => {
    const { text, fails } = await shown(report(counts));
    expect(text).toMatch(/^✗ known vulnerabilities/);
    expect(text).toContain(`${counts.high} high and ${counts.critical} critical`);
    expect(fails).toBe(true);
  });
});

it('names the failed ones of several checks', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const scripts = { good: '0', bad: 'process.exit(3)', alsoGood: '0', ended: 'process.kill(process.pid)' };
  const steps = Object.entries(scripts).map(([name, code]) => ({ name, script: ['-e', code] }));
  const failing = await failingSteps(process.execPath, steps);
  expect(failing.map(({ name }) => name).sort()).toEqual(['bad', 'ended']);
});
