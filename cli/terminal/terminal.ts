/** Where the command prints, and what can be printed there. */
export interface Terminal {
  /** Columns to fill. */
  readonly width: number;
  readonly colors: boolean;
  out(text: string): void;
  err(text: string): void;
}

const DEFAULT_WIDTH = 80;
/** Lines beyond this are hard to read, however wide the window is. */
const MAXIMUM_WIDTH = 120;
const MINIMUM_WIDTH = 40;

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  // Whoever reads may stop early, as `head` does.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    width: Math.max(MINIMUM_WIDTH, Math.min(stdout.columns || DEFAULT_WIDTH, MAXIMUM_WIDTH)),
    colors: wantsColors(env, stdout.isTTY),
    out: text => stdout.write(text),
    err: text => stderr.write(text),
  };
}

/** Piped output is plain unless FORCE_COLOR asks for colours, also in CI and on Windows. NO_COLOR wins. */
export function wantsColors({ NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return !['0', 'false'].includes(FORCE_COLOR);
  return isTerminal && TERM !== 'dumb';
}
