import { Stack, Token } from 'aws-cdk-lib';
import type { Subject } from '../../signals/private/subject';
import { admitsEdge, type TracePolicy } from '../../signals/private/trace-permissions';
import { functionTraits, instrumentationOf } from './known-instrumentation';

/** How X-Ray is switched on for a type of resource. */
export interface TraceableType {
  readonly property: string;
  readonly value: unknown;
  /** The property that names the role which sends the traces, and what the role needs. */
  readonly role?: { readonly property: string; readonly policy: TracePolicy };
  /** Why it cannot be switched on; `undefined` where it can. */
  readonly refuses?: (subject: Subject) => string | undefined;
  /** What else traces the resource already. */
  readonly instrumentedBy?: (subject: Subject) => string | undefined;
  /** Whether X-Ray must let the service in that sends the traces. */
  readonly needsResourcePolicy?: true;
  readonly source: string;
}

/** Where the canaries are that cannot be traced. */
const CANARIES_WITHOUT_TRACING = ['ap-southeast-3'];

/** All types that X-Ray traces by themselves. HTTP and WebSocket APIs have no such property; queues and buses pass the trace on without one. */
export const TRACEABLE_TYPES: Readonly<Record<string, TraceableType>> = {
  'AWS::ApiGateway::Stage': {
    property: 'TracingEnabled',
    value: true,
    source: 'https://docs.aws.amazon.com/xray/latest/devguide/xray-services-apigateway.html',
  },
  'AWS::AppSync::GraphQLApi': {
    property: 'XrayEnabled',
    value: true,
    source: 'https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html',
  },
  'AWS::Lambda::Function': {
    property: 'TracingConfig.Mode',
    value: 'Active',
    role: { property: 'Role', policy: 'CdkPillarsTraceFunction' },
    refuses: fn => {
      const role = fn.role('Role');
      return role && admitsEdge(role) ? 'CloudFront takes no function that X-Ray traces' : undefined;
    },
    instrumentedBy: fn => instrumentationOf(functionTraits(fn.resource)),
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
  },
  'AWS::SNS::Topic': {
    property: 'TracingConfig',
    value: 'Active',
    needsResourcePolicy: true,
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-active-tracing.html',
  },
  'AWS::StepFunctions::StateMachine': {
    property: 'TracingConfiguration.Enabled',
    value: true,
    role: { property: 'RoleArn', policy: 'CdkPillarsTraceStateMachine' },
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html',
  },
  'AWS::Synthetics::Canary': {
    property: 'RunConfig.ActiveTracing',
    value: true,
    role: { property: 'ExecutionRoleArn', policy: 'CdkPillarsTraceCanary' },
    refuses: refuseCanary,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_tracing.html',
  },
};

function refuseCanary(canary: Subject): string | undefined {
  const runtime = canary.literal('RuntimeVersion');
  if (typeof runtime !== 'string') return 'its runtime is only known at deployment, and not each can be traced';
  if (!/^syn-nodejs-/.test(runtime)) return `X-Ray traces canaries of syn-nodejs-2.0 and later, not of ${runtime}`;
  const browsers = canary.value('BrowserConfigs');
  if (Array.isArray(browsers) && browsers.some(each => (each?.browserType ?? each?.BrowserType) === 'FIREFOX')) return 'X-Ray traces no canary with Firefox';
  const { region } = Stack.of(canary.resource);
  return !Token.isUnresolved(region) && CANARIES_WITHOUT_TRACING.includes(region) ? `canaries are not traced in ${region}` : undefined;
}
