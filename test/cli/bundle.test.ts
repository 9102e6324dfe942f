import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { version } from '../../package.json';

const command = path.join(__dirname, '..', '..', 'assets', 'cli', 'index.js');

function cli(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  if (!fs.existsSync(command)) throw new Error('There is no command to run: run `npm run compile` first.');
  return spawnSync(process.execPath, [command, ...args], { encoding: 'utf-8' });
}

test('the command that is packed runs by itself', () => {
  expect(cli('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('its exit code reaches the shell', () => {
  expect(cli('summary', 'nowhere')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('There is no cloud assembly in \'nowhere\'') });
  expect(cli('unknown')).toMatchObject({ status: 2 });
});

test('the AWS SDK stands beside the command, and is read when an event is sent', () => {
  expect(fs.readFileSync(command, 'utf-8')).not.toContain('EventBridgeClient');
  const nobodyListens = { PATH: process.env.PATH, AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:1', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-west-1' };
  const args = ['event', 'deployment', '--service', 'shop', '--environment', 'prod', '--id', '7', '--status', 'STARTED'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf-8', env: nobodyListens });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^EventBridge did not take the event for the bus 'default' \(.*ECONNREFUSED/);
});
