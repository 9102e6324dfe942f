import { Annotations, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Finding } from '../../rules/finding';
import { RuleLevel } from '../../rules/rule-level';
import type { FailOn } from '../fail-on';
import { severityOf } from './report';
import { reasonOf } from './reports/write-reports';

/** Puts a finding where the CDK keeps its own errors and warnings, unless somebody acknowledged it. */
export function annotate(construct: IConstruct, finding: Finding, packName: string, failOn: FailOn): void {
  const id = `${packName}::${finding.id}`;
  if (isAcknowledged(construct, id)) return;
  const message = `${id}: ${finding.message}. ${finding.rule.why}. ${finding.rule.remedy}.`;
  if (severityOf(finding, failOn) === RuleLevel.ERROR) {
    Validations.of(construct).addError(id, message);
  } else if (id.includes(']')) {
    // The report of the CDK reads the id of a warning up to the first bracket, except from this form.
    Annotations.of(construct).addWarning(`${message} (${id})`);
  } else {
    Validations.of(construct).addWarning(id, message);
  }
}

/** The CDK lets nobody acknowledge an error of an annotation, so this pack looks itself. */
function isAcknowledged(construct: IConstruct, id: string): boolean {
  return reasonOf(construct, id) !== undefined;
}
