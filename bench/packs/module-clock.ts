import Module from 'module';

/** Tells how much of the time of some work goes into loading modules. */
export class ModuleClock {
  public elapsedMs = 0;

  public during<T>(work: () => T): T {
    const loader = Module as unknown as { _load(...args: unknown[]): unknown };
    const load = loader._load;
    let depth = 0;
    loader._load = (...args) => {
      const begin = depth++ === 0 ? performance.now() : undefined;
      try {
        return load.apply(Module, args);
      } finally {
        depth--;
        if (begin !== undefined) this.elapsedMs += performance.now() - begin;
      }
    };
    try {
      return work();
    } finally {
      loader._load = load;
    }
  }
}
