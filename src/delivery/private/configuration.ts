import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { FeatureFlagDeploymentProps } from '../feature-flag-deployment-props';
import { flagContent } from './flag-content';

/** What is deployed, as AppConfig takes it. */
export interface Configuration {
  readonly type: 'AWS.AppConfig.FeatureFlags' | 'AWS.Freeform';
  readonly profileName: string;
  readonly content: string;
  readonly contentType: string;
  readonly validators: ReadonlyArray<{ readonly type: 'JSON_SCHEMA' | 'LAMBDA'; readonly content: string }>;
}

/** Refuses content that AppConfig would refuse at deployment. */
export function configurationOf(where: IConstruct, props: FeatureFlagDeploymentProps): Configuration {
  const { flags, content, contentType, jsonSchema, validator } = props;
  if ((flags === undefined) === (content === undefined)) {
    throw complaint(where, { what: `${flags ? 'both' : 'neither'} \`flags\` ${flags ? 'and' : 'nor'} \`content\` given`, fix: 'Pass the flags, or configuration of another form' });
  }
  if (flags && (jsonSchema !== undefined || contentType !== undefined)) {
    throw complaint(where, { what: '`jsonSchema` and `contentType` are of `content`', fix: 'Leave them out: flags are JSON and have a schema of their own' });
  }
  if (content !== undefined && jsonSchema === undefined && validator === undefined) {
    throw complaint(where, { what: '`content` has no validator, so that a missing comma would be deployed like any change', fix: 'Pass `jsonSchema` or `validator`' });
  }
  if (jsonSchema !== undefined) checkJson(where, '`jsonSchema`', jsonSchema);
  const text = flags ? Stack.of(where).toJsonString(flagContent(where, flags)) : content!;
  const type = contentType ?? 'application/json';
  if (content !== undefined && type === 'application/json') checkJson(where, '`content`', content);
  if (!Token.isUnresolved(text) && Buffer.byteLength(text) > LIMITS.appConfig.contentBytes) {
    throw complaint(where, { what: 'the content is too large', received: `${Buffer.byteLength(text)} bytes`, valid: `${LIMITS.appConfig.contentBytes} bytes at most` });
  }
  return {
    type: flags ? 'AWS.AppConfig.FeatureFlags' : 'AWS.Freeform',
    profileName: flags ? 'flags' : 'configuration',
    content: text,
    contentType: type,
    validators: [
      ...jsonSchema === undefined ? [] : [{ type: 'JSON_SCHEMA', content: jsonSchema } as const],
      ...validator === undefined ? [] : [{ type: 'LAMBDA', content: validator.functionArn } as const],
    ],
  };
}

function checkJson(where: IConstruct, what: string, text: string): void {
  if (Token.isUnresolved(text)) return;
  try {
    JSON.parse(text);
  } catch (error) {
    throw complaint(where, { what: `${what} is no JSON: ${(error as Error).message}`, received: text.slice(0, 80) });
  }
}
