import { Fn, Token } from 'aws-cdk-lib';

/** Of the ARN of an accelerator, or of anything below it: `arn:aws:globalaccelerator::111122223333:accelerator/<id>/listener/<id>`. */
export function acceleratorId(arn: string | undefined): string | undefined {
  return idAt(arn, 1);
}

export function listenerId(arn: string | undefined): string | undefined {
  return idAt(arn, 3);
}

/** What is no ARN is the id itself. */
function idAt(arn: string | undefined, index: number): string | undefined {
  if (arn === undefined) return undefined;
  const parts = arn.split('/');
  if (parts.length > 1) return parts[index];
  return Token.isUnresolved(arn) ? Fn.select(index, Fn.split('/', arn)) : arn;
}
