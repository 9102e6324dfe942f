import { pick, present } from '../language/values';
import type { Converter } from './conversion';
import { s3Location } from './function-code';

/** A layer keeps the logical id that the author gave it, without the hash that deployment adds. */
export const layerVersion: Converter = ({ id, properties, attributes }) => ({
  resources: {
    [id]: {
      DeletionPolicy: properties.RetentionPolicy === 'Delete' ? 'Delete' : 'Retain',
      ...attributes,
      Type: 'AWS::Lambda::LayerVersion',
      Properties: present({
        LayerName: id,
        ...pick(properties, 'LayerName', 'Description', 'CompatibleRuntimes', 'CompatibleArchitectures', 'LicenseInfo'),
        Content: s3Location(properties.ContentUri, 'S3Bucket', 'S3Key', 'S3ObjectVersion'),
      }),
    },
  },
});
