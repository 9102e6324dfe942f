import { Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';

/** Tells the construct paths that a pack says nothing about. */
export class ExemptPaths {
  private readonly pattern: RegExp | undefined;

  constructor(where: string, patterns: readonly string[]) {
    for (const pattern of patterns) {
      if (typeof pattern !== 'string' || Token.isUnresolved(pattern) || !/^[^/]+(\/[^/]+)*$/.test(pattern)) {
        throw complaint(where, { what: 'this is no construct path', received: pattern, valid: 'parts joined by slashes, where * stands for anything within a part and ** for any parts' });
      }
    }
    this.pattern = patterns.length === 0 ? undefined : new RegExp(`^(?:${patterns.map(expression).join('|')})(?:/|$)`);
  }

  /** Whether a path is exempt, or under one that is. */
  public covers(path: string): boolean {
    return this.pattern?.test(path) ?? false;
  }
}

function expression(pattern: string): string {
  return pattern.split(/(\*\*|\*)/).map(part => part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('');
}
