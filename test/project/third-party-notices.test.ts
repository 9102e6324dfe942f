import * as path from 'path';
import type { Metafile } from 'esbuild';
import { thirdPartyNotices } from '../../projenrc/generators/third-party-notices';

const root = path.join(__dirname, '..', '..');
const noticesOf = (...packages: string[]) => thirdPartyNotices(root, { inputs: Object.fromEntries(packages.map(name => [`node_modules/${name}/index.js`, {}])) } as Metafile);

test('each package has its licence, and a text that several have stands there once', () => {
  const notices = noticesOf('commander', '@aws-sdk/client-eventbridge', '@aws-sdk/client-ssm');
  expect(notices).toMatch(/^@aws-sdk\/client-eventbridge \S+ \(Apache-2\.0\)\n@aws-sdk\/client-ssm \S+ \(Apache-2\.0\)\n\n/);
  expect(notices.match(/Apache License/g)).toHaveLength(noticesOf('@aws-sdk/client-ssm').match(/Apache License/g)!.length);
  expect(notices).toMatch(/\ncommander \S+ \(MIT\)\n\n/);
});

test('a package without a text has that of its repository', () => {
  expect(noticesOf('@aws-sdk/client-eventbridge', '@aws-sdk/nested-clients')).toMatch(/@aws-sdk\/client-eventbridge .*\n@aws-sdk\/nested-clients /);
  expect(() => noticesOf('commander', '@aws-sdk/nested-clients')).toThrow(/@aws-sdk\/nested-clients .* has no licence file, so its code cannot be passed on/);
});
