import { spawnSync } from 'child_process';
import * as path from 'path';
import { isCurrent } from '../../projenrc/generators/files';
import { readme } from '../../projenrc/generators/readme';

const root = path.join(__dirname, '..', '..');

/** Runs an npm script as somebody does who pipes its output. */
function npmRun(script: string): { status: number | null; stdout: string; stderr: string } {
  // projen asks for colours where CI is set.
  const { CI, FORCE_COLOR, NO_COLOR, NODE_ENV, ...env } = process.env;
  return spawnSync('npm', ['run', '--silent', script], { cwd: root, encoding: 'utf-8', env });
}

test('npm run demo shows the order service, plainly, as the README does (`npm run readme` brings it up to date)', () => {
  const { status, stdout } = npmRun('demo');

  expect(stdout).toMatch(/^orders {3}owner order-team · TIER_1 · environment prod · pages people\n/);
  expect(stdout).toMatch(/alarms, every one reaches somebody/);
  expect(stdout).toContain('examples/quickstart/cdk.out/OrderService.template.json');
  expect(stdout).toContain('examples/quickstart/cdk.out/validation-report.json');
  expect(stdout).not.toContain('\u001b');
  expect(status).toBe(0);
  expect(isCurrent(root, readme(root, stdout))).toBe(true);
}, 180_000);
