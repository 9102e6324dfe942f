import * as path from 'path';
import { demoOutput } from '../../projenrc/generators/demo-output';
import { isCurrent } from '../../projenrc/generators/files';
import { readme } from '../../projenrc/generators/readme';

const root = path.join(__dirname, '..', '..');

test('the README shows what the catalog holds and what the demo prints; `npm run readme` brings it up to date', () => {
  expect(isCurrent(root, readme(root, demoOutput(root)))).toBe(true);
}, 180_000);
