import { Token, Tokenization } from 'aws-cdk-lib';

/**
 * A long text with tokens, as the `Fn::Join` that it becomes. Left as a string, the CDK would put it together token by token,
 * at a cost that grows with the square of their number, each of the three times that it resolves a template.
 */
export function joined(text: string): unknown {
  if (!Token.isUnresolved(text)) return text;
  const parts: string[] = [];
  Tokenization.reverseString(text).join({
    join: (left, right) => {
      if (parts.length === 0) parts.push(left);
      parts.push(right);
      return left;
    },
  });
  return { 'Fn::Join': ['', parts] };
}
