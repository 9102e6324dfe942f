/** Whether a string has the form of a CloudFormation type, such as `AWS::SQS::Queue`. */
export function isResourceType(type: string): boolean {
  return /^[A-Za-z0-9]+::[A-Za-z0-9]+(::[A-Za-z0-9]+)+$/.test(type) || /^Custom::[\w@-]+$/.test(type);
}
