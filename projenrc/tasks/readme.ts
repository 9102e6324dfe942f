import * as path from 'path';
import { demoOutput } from '../generators/demo-output';
import { writeIfChanged } from '../generators/files';
import { readme } from '../generators/readme';

const root = path.join(__dirname, '..', '..');
writeIfChanged(root, readme(root, demoOutput(root)));
