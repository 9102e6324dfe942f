import * as path from 'path';
import { writeIfChanged } from '../generators/files';
import { generatedSources } from '../generators/sources';

const root = path.join(__dirname, '..', '..');
for (const file of generatedSources(root)) writeIfChanged(root, file);
