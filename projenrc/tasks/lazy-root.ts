import * as path from 'path';
import { writeIfChanged } from '../generators/files';
import { lazyRoot } from '../generators/lazy-root';

const root = path.join(__dirname, '..', '..');
writeIfChanged(root, lazyRoot(root));
