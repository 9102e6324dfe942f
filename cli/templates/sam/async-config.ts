import { isFunction, membersOf, pick, present, type Values } from '../language/values';
import { type Conversion, made, type SamResource } from './conversion';
import { arnOf, ref } from './references';

/** What becomes of asynchronous invocations; queues and topics that are asked for by type only are made. */
export function asyncConfig({ id, properties, attributes }: SamResource): Conversion {
  const config = membersOf(properties.EventInvokeConfig);
  if (Object.keys(config).length === 0) return { resources: {} };
  const name = `${id}EventInvokeConfig`;
  const resources: Record<string, ReturnType<typeof made>> = {};
  const references: Record<string, string> = {};
  const destination = (outcome: 'OnSuccess' | 'OnFailure'): unknown => {
    const value = membersOf(config.DestinationConfig)[outcome];
    if (value === undefined || isFunction(value)) return value;
    const { Type, Destination } = value as Values;
    if (Destination !== undefined || (Type !== 'SQS' && Type !== 'SNS')) return pick({ Destination }, 'Destination');
    const kind = Type === 'SQS' ? 'Queue' : 'Topic';
    const madeId = `${name}${outcome}${kind}`;
    resources[madeId] = made(Type === 'SQS' ? 'AWS::SQS::Queue' : 'AWS::SNS::Topic', {}, attributes.Condition);
    references[`${id}.Destination${kind}`] = madeId;
    return { Destination: Type === 'SQS' ? arnOf(madeId) : ref(madeId) };
  };
  const destinations = isFunction(config.DestinationConfig) ? config.DestinationConfig
    : config.DestinationConfig && present({ OnSuccess: destination('OnSuccess'), OnFailure: destination('OnFailure') });
  resources[name] = made('AWS::Lambda::EventInvokeConfig', present({
    FunctionName: ref(id),
    Qualifier: properties.AutoPublishAlias ?? '$LATEST',
    ...pick(config, 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts'),
    DestinationConfig: destinations,
  }), attributes.Condition);
  return { resources, references };
}
