import { aws_iam as iam, aws_ssm as ssm, Stack, Token } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { complaint } from '../../../core/private/errors';
import { LIMITS } from '../../../core/private/limits';
import { shortName } from '../../../core/private/short-name';
import { acknowledgeWideGrants } from './acknowledge-wide-grants';
import type { Approval } from './change-document';
import type { ApprovalTopic, DocumentSource } from './document-source';

export interface DocumentInit {
  readonly serviceName: string;
  readonly environment: string;
  readonly name: string;
  readonly source: DocumentSource;
  readonly approval: Approval;
  readonly topic?: ApprovalTopic;
}

export interface DeployedDocument {
  readonly documentName: string;
  readonly role: Role;
  readonly parameterNames: readonly string[];
}

const WHY_WIDE = 'IAM knows no resource for the action, or ids that AWS gives come after the name of the resource';

/** A document and its role below a construct of the name of the automation, so that another one changes neither. */
export function deployDocument(scope: Construct, { serviceName, environment, name, source, approval, topic }: DocumentInit): DeployedDocument {
  const place = new Construct(scope, name);
  const documentName = shortName(`automation-${serviceName}-${environment}-${name}`, LIMITS.document.nameLength);
  const statements = [...source.statements(approval, topic)];
  const role = new iam.Role(place, 'Role', {
    assumedBy: new iam.ServicePrincipal('ssm.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } } }),
    description: `What the automation ${name} of ${serviceName} may do`,
    ...statements.length > 0 ? { inlinePolicies: { Automation: new iam.PolicyDocument({ statements }) } } : {},
  });
  acknowledgeWideGrants(role, statements, WHY_WIDE);
  const content = source.content(approval, role.roleArn) as { parameters: object };
  const bytes = Buffer.byteLength(JSON.stringify(Token.isUnresolved(content) ? Stack.of(scope).resolve(content) : content));
  if (bytes > LIMITS.document.contentBytes) {
    throw complaint(place, { what: 'the document is too large', received: `${bytes} bytes`, valid: `${LIMITS.document.contentBytes} bytes at most` });
  }
  new ssm.CfnDocument(place, 'Document', {
    name: documentName,
    documentType: 'Automation',
    documentFormat: 'JSON',
    // A document whose name is literal cannot be replaced by one of the same name; a new version can.
    updateMethod: 'NewVersion',
    content,
    tags: [{ key: 'service', value: serviceName }, { key: 'environment', value: environment }],
  });
  return { documentName, role, parameterNames: Object.keys(content.parameters) };
}
