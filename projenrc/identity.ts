/** The name under which the package is published; renaming it into a scope (`@acme/cdk-pillars`) is this one constant. */
export const PACKAGE_NAME = 'cdk-pillars';

/** The name by which examples and snippets import it, whatever it is published as (`npm install cdk-pillars@npm:@acme/cdk-pillars`). */
export const IMPORT_NAME = 'cdk-pillars';

/** The name of the command. */
export const COMMAND_NAME = 'cdk-pillars';
