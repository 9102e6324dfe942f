/**
 * Runtimes on Amazon Linux 1 and the first ones on Amazon Linux 2, which have x86_64 only. Those that came later have arm64 as well.
 *
 * Source: the lists of runtimes with their architectures in the Lambda Developer Guide from October 2021, when arm64 was introduced, to 2022.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const X86_ONLY = new Set(`
nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x python2.7 python3.6 python3.7 java8 ruby2.5 go1.x dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 provided
`.trim().split(/\s+/));

const FAMILY = /^(?:nodejs|python|java|ruby|go|dotnet(?:core)?|provided)[\d.]*(?:x|al\d+|-edge)?$/;

/** Whether a runtime runs on arm64; `undefined` for one that is not known. */
export function supportsArm64(runtime: string): boolean | undefined {
  return FAMILY.test(runtime) ? !X86_ONLY.has(runtime) : undefined;
}
