/** The number that a property value is; CloudFormation takes numbers written as strings as well. */
export function numeric(value: unknown): number | undefined {
  const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}
