import { isFunction, isObject, pick, type Values } from '../language/values';

/** Where the code of a function is. A local folder gets its place in S3 when it is packaged. */
export function code({ InlineCode, ImageUri, CodeUri, PackageType }: Values): unknown {
  if (InlineCode !== undefined) return { ZipFile: InlineCode };
  if (PackageType === 'Image' || ImageUri !== undefined) return ImageUri === undefined ? undefined : { ImageUri };
  return s3Location(CodeUri, 'S3Bucket', 'S3Key', 'S3ObjectVersion');
}

/** A place in S3 as its URI, or as bucket, key and version. */
export function s3Location(uri: unknown, bucket: string, key: string, version: string): Values | undefined {
  if (isFunction(uri)) return { [bucket]: uri, [key]: uri };
  if (isObject(uri)) {
    const { Bucket, Key, Version } = pick(uri, 'Bucket', 'Key', 'Version');
    return { [bucket]: Bucket, [key]: Key, ...Version === undefined ? {} : { [version]: Version } };
  }
  const [, inBucket, inKey] = typeof uri === 'string' ? /^s3:\/\/([^/]+)\/([^?]+)/.exec(uri) ?? [] : [];
  return inBucket === undefined ? undefined : { [bucket]: inBucket, [key]: inKey };
}
