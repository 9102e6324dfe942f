/** Tells how much of the time of some work goes into loading things: functions that are called while another one is timed count with it. */
export class LoadClock {
  public elapsedMs = 0;

  private depth = 0;

  /** The function, timed. */
  public timed<T>(load: () => T): () => T {
    return () => {
      const begin = this.depth++ === 0 ? performance.now() : undefined;
      try {
        return load();
      } finally {
        this.depth--;
        if (begin !== undefined) this.elapsedMs += performance.now() - begin;
      }
    };
  }
}
