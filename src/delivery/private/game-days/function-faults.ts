import { aws_iam as iam, Token, type Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { complaint } from '../../../core/private/errors';
import type { Fault, FaultTarget } from './fault';

export interface FaultConfiguration {
  readonly bucket: IBucket;
  readonly prefix: string;
}

export interface InvocationDelay {
  readonly duration: Duration;
  readonly delayMilliseconds: number;
}

export interface InvocationError {
  readonly duration: Duration;
  readonly preventExecution: boolean;
}

export function checkedPrefix(about: string, prefix: string): string {
  if (!Token.isUnresolved(prefix) && /^[\w.-]+(\/[\w.-]+)*\/$/.test(prefix)) return prefix;
  throw complaint(about, { what: 'that is no prefix for objects', received: prefix, valid: 'a literal of letters, digits, ., - and _ that ends with /, such as FisConfigs/' });
}

function target(fn: IFunction): FaultTarget {
  return { resourceType: 'aws:lambda:function', selectionMode: 'ALL', resourceArns: [fn.functionArn] };
}

/** The service tells its extension what to do by objects in a bucket. Source: AWS FIS User Guide, use the aws:lambda:function actions. */
function telling(fn: IFunction, { bucket, prefix }: FaultConfiguration): PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: ['lambda:GetFunction'], resources: [fn.functionArn] }),
    new iam.PolicyStatement({ actions: ['s3:PutObject', 's3:DeleteObject'], resources: [bucket.arnForObjects(`${prefix}*`)] }),
    new iam.PolicyStatement({ actions: ['tag:GetResources'], resources: ['*'] }),
  ];
}

export function delayInvocations(fn: IFunction, percent: number, how: InvocationDelay, configuration: FaultConfiguration): Fault {
  return {
    description: `${percent}% of the invocations of ${fn.functionName} begin ${how.delayMilliseconds} ms later`,
    actionId: 'aws:lambda:invocation-add-delay',
    parameters: {
      duration: how.duration.toIsoString(), invocationPercentage: String(percent), startupDelayMilliseconds: String(how.delayMilliseconds),
    },
    targetName: 'Functions', target: target(fn), statements: telling(fn, configuration),
  };
}

export function failInvocations(fn: IFunction, percent: number, how: InvocationError, configuration: FaultConfiguration): Fault {
  return {
    description: `${percent}% of the invocations of ${fn.functionName} fail`,
    actionId: 'aws:lambda:invocation-error',
    parameters: { duration: how.duration.toIsoString(), invocationPercentage: String(percent), preventExecution: String(how.preventExecution) },
    targetName: 'Functions', target: target(fn), statements: telling(fn, configuration),
  };
}
