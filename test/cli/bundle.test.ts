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
