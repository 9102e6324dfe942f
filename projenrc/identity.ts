/** The name under which the package is published; renaming it into a scope (`@acme/cdk-pillars`) is this one constant. */
export const PACKAGE_NAME = 'cdk-pillars';
