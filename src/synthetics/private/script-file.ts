import type { IConstruct } from 'constructs';
import { packagedFile } from '../../core/private/packaged';

/** A script of ours for canaries. */
export function scriptFile(where: IConstruct, namespace: string, script: string): string {
  return packagedFile(where, `canaries/${namespace}/${script}/index.js`);
}
