/** What the Synthetics runtimes bring with them, as far as the scripts use it. */

declare module '@aws/synthetics-playwright' {
  import type { Browser, BrowserContext, Page } from 'playwright-core';

  export const synthetics: {
    launch(): Promise<Browser>;
    newPage(of: Browser | BrowserContext): Promise<Page>;
    close(): Promise<void>;
    executeStep<T>(name: string, action: () => Promise<T>, config?: {
      readonly continueOnStepFailure?: boolean;
      readonly screenshotOnStepStart?: boolean;
      readonly screenshotOnStepSuccess?: boolean;
      readonly screenshotOnStepFailure?: boolean;
      readonly page?: Page;
    }): Promise<T>;
  };
}

declare module '@aws/synthetics-core' {
  interface Steps {
    executeStep<T>(name: string, action: () => Promise<T>, config?: { readonly continueOnStepFailure?: boolean }): Promise<T>;
  }

  export const synthetics: Steps | undefined;
  const whole: Steps;
  export default whole;
}

declare module '@aws-sdk/client-secrets-manager' {
  export class SecretsManagerClient {
    constructor(config: object);
    send(command: GetSecretValueCommand): Promise<{ readonly SecretString?: string }>;
  }

  export class GetSecretValueCommand {
    constructor(input: { readonly SecretId: string });
  }
}
