import * as path from 'path';
import type { IRule } from '../../src/rules/rule';
import { UsageFailure } from '../failure';

const FIX = 'Export a list of rules as default or as `rules`, from a CommonJS module';

/** The rules that modules export. */
export function ownRules(modules: readonly string[] = []): IRule[] {
  return modules.flatMap(module => {
    const exported = loaded(module);
    const rules = [exported?.rules, exported?.default?.rules, exported?.default, exported].find(Array.isArray);
    if (!rules) throw new UsageFailure(`--rules ${module}: it exports no list of rules. ${FIX}.`);
    for (const rule of rules) {
      if (typeof rule?.evaluate !== 'function' || typeof rule?.metadata?.id !== 'string') {
        throw new UsageFailure(`--rules ${module}: a rule has \`metadata\` with an id, and a method \`evaluate\`. ${FIX}.`);
      }
    }
    return rules as IRule[];
  });
}

function loaded(module: string): any {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(path.resolve(module));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UsageFailure(`--rules ${module}: it cannot be loaded (${reason}). ${FIX}; compile TypeScript first.`);
  }
}
