import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Finding } from '../../rules/finding';
import { RuleLevel } from '../../rules/rule-level';
import type { FailOn } from '../fail-on';
import { severityOf } from './report';

/** Puts a finding where the CDK keeps its own errors and warnings, unless somebody acknowledged it. */
export function annotate(construct: IConstruct, finding: Finding, packName: string, failOn: FailOn): void {
  const id = `${packName}::${finding.id}`;
  if (isAcknowledged(construct, id)) return;
  const message = `${id}: ${finding.message}. ${finding.rule.why}. ${finding.rule.remedy}.`;
  const annotations = Validations.of(construct);
  if (severityOf(finding, failOn) === RuleLevel.ERROR) annotations.addError(id, message); else annotations.addWarning(id, message);
}

/** The CDK lets nobody acknowledge an error of an annotation, so this pack looks itself. */
function isAcknowledged(construct: IConstruct, id: string): boolean {
  return construct.node.scopes.some(({ node }) => node.metadata.some(({ type, data }) =>
    type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && data && Object.hasOwn(data, id)));
}
