import * as path from 'path';
import { writeSources } from '../generators/sources';

writeSources(path.join(__dirname, '..', '..'));
