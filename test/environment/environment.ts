import { createRequire } from 'module';
import { TestEnvironment } from 'jest-environment-node';
import { SHARED_VALIDATOR } from './shared';

interface Engine { free(): void }
type Validator = Record<string, unknown> & { CompositeEngine: new (config: object) => Engine };

const PROCESS = globalThis as { [SHARED_VALIDATOR]?: Validator };

/**
 * The validator of the CDK takes seconds to start, and each test file has modules of its own. It is started once for each process here, outside of them: the same
 * engine, with the same rules, judges the templates of all files.
 */
export default class SharedValidatorEnvironment extends TestEnvironment {
  public override async setup(): Promise<void> {
    await super.setup();
    const requireAsCdk = createRequire(require.resolve('aws-cdk-lib/core'));
    (this.global as typeof PROCESS)[SHARED_VALIDATOR] = PROCESS[SHARED_VALIDATOR] ??= sharing(requireAsCdk('@aws/cloudformation-validate'));
  }
}

/** The module with one engine for each configuration, which nobody frees. */
function sharing(validator: Validator): Validator {
  const engines = new Map<string, Engine>();
  const { CompositeEngine } = validator;
  function shared(config: object): Engine {
    const key = JSON.stringify(config);
    let engine = engines.get(key);
    if (!engine) engines.set(key, engine = Object.assign(new CompositeEngine(config), { free: () => undefined }));
    return engine;
  }
  return { ...validator, CompositeEngine: shared as unknown as Validator['CompositeEngine'] };
}
