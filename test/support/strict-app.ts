import * as fs from 'fs';
import * as path from 'path';
import { App, CfnElement, CloudFormationValidatePlugin, Stack, Stage, Token, type AppProps } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { isOwn } from '../../src/core/private/own-constructs';

/** One finding of the validators that run at every synthesis, about one resource. */
export interface StrictFinding {
  /** Such as `CloudFormation Validate`. */
  readonly plugin: string;
  readonly rule: string;
  readonly severity: string;
  readonly description: string;
  /** Path of the construct, or the logical id where the validator found no construct. */
  readonly about: string;
  /** Whether this library made the resource. A finding that names no construct counts as ours. */
  readonly own: boolean;
}

/** An app whose templates are judged by the validation of the CDK itself, with its errors as errors. */
export function strictApp(props: AppProps = {}): App {
  return new App({ ...props, context: { '@aws-cdk/core:validateAgainstDefaultRules': true, ...props.context } });
}

/** What the latest synthesis of an app found, about resources of users too. */
export function findingsOf(app: App): StrictFinding[] {
  return [...reported(app), ...inNestedStacks(app)];
}

/**
 * Synthesizes, and throws when any validator reports an error, or when the validation of templates reports anything at all, be it
 * a warning, about a resource that this library made.
 */
export function synthesizeStrictly(app: App): CloudAssembly {
  const assembly = app.synth();
  const unacceptable = findingsOf(app)
    .filter(({ severity, plugin, own }) => ['error', 'fatal'].includes(severity) || (own && plugin === CloudFormationValidatePlugin.PLUGIN_NAME))
    .map(({ about, severity, rule, description }) => `${about}: ${severity} ${rule}: ${description}`);
  if (unacceptable.length > 0) throw new Error(`Synthesis is not clean:\n${unacceptable.join('\n')}`);
  return assembly;
}

function reported(app: App): StrictFinding[] {
  const file = path.join(app.outdir, 'validation-report.json');
  if (!fs.existsSync(file)) throw new Error(`${file} is missing: nothing was validated. Is CDK_VALIDATION set to false?`);
  const { pluginReports } = JSON.parse(fs.readFileSync(file, 'utf-8'));
  return pluginReports.flatMap((report: any) => report.violations.flatMap((violation: any) => violation.violatingConstructs.map((violating: any) =>
    finding(app, report.pluginName, violation, violating.constructPath, violating.cloudFormationResource?.logicalId))));
}

/** The CDK validates the templates of top-level stacks only; the same engine judges those of nested stacks here. */
function inNestedStacks(app: App): StrictFinding[] {
  const engine = (CloudFormationValidatePlugin as any)._singletonInstance() as CloudFormationValidatePlugin;
  return app.node.findAll().filter(Stack.isStack).filter(stack => stack.nestedStackParent).flatMap(stack => {
    const elements = stack.node.findAll().filter(CfnElement.isCfnElement);
    const paths = new Map(elements.map(element => [stack.resolve(element.logicalId), element.node.path]));
    const literal = (value: string) => Token.isUnresolved(value) ? undefined : value;
    const template = {
      templatePath: path.join(Stage.of(stack)!.outdir, stack.templateFile),
      stackConstructPath: stack.node.path,
      accountId: literal(stack.account),
      region: literal(stack.region),
    };
    const { violations } = engine.validate({ stackTemplates: [template], templatePaths: [template.templatePath], appConstruct: app });
    return violations.flatMap(violation => violation.violatingResources.map(({ resourceLogicalId }) =>
      finding(app, engine.name, violation, paths.get(resourceLogicalId), resourceLogicalId)));
  });
}

interface Violation { readonly ruleName: string; readonly severity?: string; readonly description: string }

function finding(app: App, plugin: string, violation: Violation, constructPath: string | undefined, logicalId: string | undefined): StrictFinding {
  return {
    plugin,
    rule: violation.ruleName,
    severity: violation.severity ?? 'unknown',
    description: violation.description,
    about: constructPath ?? logicalId ?? '(template)',
    own: constructPath === undefined || isMadeByUs(app, constructPath),
  };
}

function isMadeByUs(app: App, constructPath: string): boolean {
  let construct: IConstruct = app;
  for (const id of constructPath.split('/')) {
    const child = construct.node.tryFindChild(id);
    if (!child) throw new Error(`A validator names ${constructPath}, which is not in the app.`);
    if (isOwn(child)) return true;
    construct = child;
  }
  return false;
}
