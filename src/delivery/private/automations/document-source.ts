import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { DocumentAutomationOptions } from '../../automation-options';
import { changeDocument, type Approval } from './change-document';
import type { Recipe } from './recipe';
import { statementsFor } from './role-statements';
import { checkUserDocument, completedDocument } from './user-document';

/** Whatever makes a document, and what its role has to be allowed. */
export interface DocumentSource {
  content(approval: Approval, roleArn: string): object;
  statements(approval: Approval, topic: ApprovalTopic | undefined): readonly PolicyStatement[];
}

export interface ApprovalTopic {
  readonly arn: string;
  readonly keyArn?: string;
}

export function fromRecipe(recipe: Recipe, name: string): DocumentSource {
  const content = (approval: Approval, roleArn: string) => changeDocument(recipe, approval, roleArn);
  return {
    content,
    statements: (approval, topic) => statementsFor(content(approval, '').mainSteps, { ...recipe.resources, ...topicResources(topic) }, name),
  };
}

export function fromUser(options: DocumentAutomationOptions): DocumentSource {
  checkUserDocument(options);
  const content = (approval: Approval, roleArn: string) => completedDocument(options.content, approval, roleArn);
  return {
    content,
    statements: (approval, topic) => {
      const asked = content(approval, '').mainSteps.filter(({ action }) => action === 'aws:approve');
      return [...options.permissions, ...statementsFor(asked, topicResources(topic), options.name)];
    },
  };
}

function topicResources(topic: ApprovalTopic | undefined) {
  if (!topic) return {};
  return { 'approval-topic': [topic.arn], ...topic.keyArn === undefined ? {} : { 'approval-key': [topic.keyArn] } };
}
