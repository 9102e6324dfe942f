import { pick, present } from '../language/values';
import type { Converter } from './conversion';
import { tagList } from './tags';

/** A nested stack, from a template or from the Serverless Application Repository. */
export const application: Converter = ({ id, properties, attributes }) => ({
  resources: {
    [id]: {
      ...attributes,
      Type: 'AWS::CloudFormation::Stack',
      Properties: present({
        ...pick(properties, 'Parameters', 'NotificationARNs', 'TimeoutInMinutes'),
        TemplateURL: properties.Location,
        Tags: tagList(properties.Tags),
      }),
    },
  },
});
