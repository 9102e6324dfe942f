import { Stack, Token, aws_logs as logs, aws_xray as xray } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { markOwn } from '../core/private/own-constructs';
import { claimInAccount } from './private/account-singleton';

/** Properties of `TransactionSearch`. */
export interface TransactionSearchProps {
  /**
   * Share of the spans that X-Ray indexes, in percent, from 0 to 100. All spans can be searched in CloudWatch Logs whatever the share; indexed ones have trace summaries as
   * well. Beyond the first percent each million of indexed spans costs 0.75 USD, by the list price of us-east-1.
   *
   * @default 1
   */
  readonly indexingPercentage?: number;
}

/**
 * CloudWatch Transaction Search for the whole account in a Region: X-Ray sends all spans to CloudWatch Logs, billed by the GB, in place of billing by the trace. It is a decision for
 * an account and not for a service, so nothing else of this library switches it on.
 *
 * CloudFormation can only switch on what is off: switch Transaction Search off in the console first, if somebody had it on.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Transaction-Search-Cloudformation.html
 */
export class TransactionSearch extends Construct {
  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when the share is none, or when the app has Transaction Search in this account and Region already
   */
  constructor(scope: Construct, id: string, props: TransactionSearchProps = {}) {
    super(scope, id);
    markOwn(this);
    const { indexingPercentage = 1 } = props;
    if (!Token.isUnresolved(indexingPercentage) && !(indexingPercentage >= 0 && indexingPercentage <= 100)) {
      throw complaint(this, { what: 'indexingPercentage is no share', received: indexingPercentage, valid: '0 to 100' });
    }
    claimInAccount(this, 'transaction search', other => ({
      what: `an account has Transaction Search once in a Region, and the app has it at ${other}`, fix: 'Leave it in one stack of the account and Region',
    }));
    const policy = new logs.CfnResourcePolicy(this, 'SpansPolicy', { policyName: 'TransactionSearchAccess', policyDocument: spansPolicy(Stack.of(this)) });
    // X-Ray tries whether it may write when it is told where to.
    new xray.CfnTransactionSearchConfig(this, 'Config', { indexingPercentage }).node.addDependency(policy);
  }
}

function spansPolicy(stack: Stack): string {
  const logGroup = (name: string) => `arn:${stack.partition}:logs:${stack.region}:${stack.account}:log-group:${name}:*`;
  return stack.toJsonString({
    Version: '2012-10-17',
    Statement: [{
      Sid: 'TransactionSearchXRayAccess',
      Effect: 'Allow',
      Principal: { Service: 'xray.amazonaws.com' },
      Action: 'logs:PutLogEvents',
      Resource: [logGroup('aws/spans'), logGroup('/aws/application-signals/data')],
      Condition: {
        ArnLike: { 'aws:SourceArn': `arn:${stack.partition}:xray:${stack.region}:${stack.account}:*` },
        StringEquals: { 'aws:SourceAccount': stack.account },
      },
    }],
  });
}
