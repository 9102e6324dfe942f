import { InstrumentationLanguage } from '../instrumentation-language';

/** Day of the latest change of the images below. */
export const ADOT_IMAGES_AS_OF = '2025-11-20';

/** Source: enablement guides of github.com/awslabs/mcp at 100b55b6. */
export const INSTRUMENTATION_IMAGES: Readonly<Record<InstrumentationLanguage, string>> = {
  [InstrumentationLanguage.NODEJS]: 'public.ecr.aws/aws-observability/adot-autoinstrumentation-node:v0.8.0',
  [InstrumentationLanguage.PYTHON]: 'public.ecr.aws/aws-observability/adot-autoinstrumentation-python:v0.12.0',
  [InstrumentationLanguage.JAVA]: 'public.ecr.aws/aws-observability/adot-autoinstrumentation-java:v2.20.0',
  [InstrumentationLanguage.DOTNET]: 'public.ecr.aws/aws-observability/adot-autoinstrumentation-dotnet:v1.9.2',
};

/** Source: release script of github.com/aws-samples/amazon-cloudwatch-container-insights, k8s/1.3.38. */
export const AGENT_IMAGE = 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300060.0b1248';
