import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Journey, SyntheticCanary, type SyntheticCanaryProps } from '../../../src';

/** What a canary is deployed with. */
export interface DeployedCanary {
  /** The folder that becomes its asset. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, any>>;
  readonly runtime: string;
}

/** The asset of the canary of a journey, as the constructs write it. */
export function deployed(journey: Journey, props: Partial<SyntheticCanaryProps> = {}): DeployedCanary {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new SyntheticCanary(stack, 'Canary', { journey, ...props });
  const assembly = app.synth();
  const { template } = assembly.getStackByName('Stack');
  const canary = Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::Synthetics::Canary').Properties;
  const hash = String(canary.Code.S3Key).replace('.zip', '');
  return { folder: path.join(assembly.directory, `asset.${hash}`), environment: canary.RunConfig.EnvironmentVariables ?? {}, runtime: canary.RuntimeVersion };
}
