/** The version of this library. */
export function packVersion(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../../../package.json').version;
}
