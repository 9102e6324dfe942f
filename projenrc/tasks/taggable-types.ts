import * as path from 'path';
import { writeIfChanged } from '../generators/files';
import { taggableTypes } from '../generators/taggable-types';

const root = path.join(__dirname, '..', '..');
writeIfChanged(root, taggableTypes(root));
