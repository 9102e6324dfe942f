import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LIMITS } from '../../core/private/limits';
import { shortName } from '../../core/private/short-name';
import { foreignRegion, nameOf } from './rollback-alarms';

/** A rule of a condition, as a template has it. */
export interface EntryRule {
  readonly Name: string;
  readonly RuleTypeId: { readonly Category: 'Rule'; readonly Owner: 'AWS'; readonly Provider: string; readonly Version: '1' };
  readonly Configuration: { readonly [name: string]: string };
  readonly Region?: string;
}

export interface EntryRulesProps {
  readonly stageName: string;
  readonly alarms: readonly IAlarm[];
  /** Of the gate. */
  readonly functionName?: string;
  readonly region: string;
}

/** How many alarms CodePipeline can ask for itself, in one condition. */
export function ruleRoom(isGated: boolean): number {
  return LIMITS.codePipeline.rulesPerCondition - (isGated ? 1 : 0);
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference.html */
export function entryRules({ stageName, alarms, functionName, region }: EntryRulesProps): EntryRule[] {
  const named = (name: string) => shortName(`${stageName.replace(/[^A-Za-z0-9.@_-]/g, '-')}-${name}`, LIMITS.codePipeline.ruleNameLength);
  const type = (Provider: string) => ({ Category: 'Rule', Owner: 'AWS', Provider, Version: '1' } as const);
  return [
    ...alarms.map((alarm, index): EntryRule => {
      const elsewhere = foreignRegion(alarm, region);
      return {
        Name: named(`budget-${index + 1}`), RuleTypeId: type('CloudWatchAlarm'), Configuration: { AlarmName: nameOf(alarm) },
        ...elsewhere === undefined ? {} : { Region: elsewhere },
      };
    }),
    ...functionName === undefined ? [] : [{ Name: named('gate'), RuleTypeId: type('LambdaInvoke'), Configuration: { FunctionName: functionName } }],
  ];
}
