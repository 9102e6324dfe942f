import * as fs from 'fs';
import * as path from 'path';
import { CfnElement, CfnResource, NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Template, TemplateUnit } from './template-unit';

/** How the CDK marks which construct made a resource, where the app or its command asks for it. */
const PATH_METADATA = 'aws:cdk:path';

/** The stacks of an app, each with the elements of its template in the order of the tree. */
export interface StackElements {
  readonly stack: Stack;
  readonly stage: string;
  readonly elements: readonly CfnElement[];
}

/** All stacks under a construct, those of nested Stages included; one walk of the tree. */
export function stacksUnder(root: IConstruct): StackElements[] {
  const stacks: StackElements[] = [];
  visit(root, undefined, '');
  return stacks;

  function visit(construct: IConstruct, elements: CfnElement[] | undefined, stage: string): void {
    let current = elements;
    let stagePath = stage;
    if (Stage.isStage(construct)) {
      stagePath = construct.node.path;
    } else if (Stack.isStack(construct)) {
      current = [];
      stacks.push({ stack: construct, stage: stagePath, elements: current });
    } else if (CfnElement.isCfnElement(construct)) {
      current?.push(construct);
    }
    for (const child of construct.node.children) visit(child, current, stagePath);
  }
}

/** The templates of a synthesized app, as they lie in its cloud assembly. A synthesizer may write none. */
export function synthesizedUnits(stacks: readonly StackElements[]): TemplateUnit[] {
  const written = stacks.filter(({ stack }) => fs.existsSync(templateFile(stack)));
  return unitsOf(written, ({ stack, elements }) => {
    const file = templateFile(stack);
    const template = JSON.parse(fs.readFileSync(file, 'utf-8')) as Template;
    return { file, template, pathOf: pathsIn(template, stack, elements) };
  });
}

/** The absolute path of the template of a stack. */
export function templateFile(stack: Stack): string {
  return path.join(Stage.of(stack)!.outdir, stack.templateFile);
}

/** Units with what they have in common, whatever their templates are read from. */
export function unitsOf(
  stacks: readonly StackElements[],
  read: (stack: StackElements) => Pick<TemplateUnit, 'file' | 'template' | 'pathOf'>,
): TemplateUnit[] {
  const units = new Map<Stack, TemplateUnit>();
  // Outer stacks come before those nested in them.
  for (const entry of stacks) {
    const { stack, stage } = entry;
    const around = stack.node.scopes.slice(0, -1).reverse().find(Stack.isStack);
    const outer = stack.nestedStackParent && units.get(stack.nestedStackParent);
    const inParent = stack.nestedStackResource;
    units.set(stack, {
      ...read(entry),
      path: stack.node.path,
      stage,
      stackName: literal(NestedStack.isNestedStack(stack) ? undefined : stack.stackName),
      account: outer?.account ?? literal(stack.account),
      region: outer?.region ?? literal(stack.region),
      tags: new Set([...outer?.tags ?? [], ...Object.keys(stack.tags.tagValues())]),
      within: around && units.get(around),
      parent: outer && inParent && { unit: outer, logicalId: logicalIdOf(inParent) },
    });
  }
  return [...units.values()];
}

export function logicalIdOf(element: CfnElement): string {
  return Stack.of(element).resolve(element.logicalId);
}

/** Paths by logical id; made when the first is asked for that the template itself does not tell. */
function pathsIn(template: Template, stack: Stack, elements: readonly CfnElement[]): (logicalId: string) => string | undefined {
  let paths: Map<string, string> | undefined;
  let hasInclude: boolean | undefined;
  return logicalId => {
    const written = template.Resources?.[logicalId]?.Metadata?.[PATH_METADATA];
    hasInclude ??= elements.some(isInclude);
    if (typeof written === 'string' && (!hasInclude || isElementOf(stack, written))) return written;
    paths ??= new Map(elements.flatMap(element => logicalIdsOf(element).map(id => [id, element.node.path])));
    return paths.get(logicalId);
  };
}

/** Both includes of the CDK keep the template that they were given. */
function isInclude(element: CfnElement): boolean {
  return !CfnResource.isCfnResource(element) && 'template' in element;
}

/** An included template may tell paths of the app that it came from. */
function isElementOf(stack: Stack, elementPath: string): boolean {
  if (!elementPath.startsWith(`${stack.node.path}/`)) return false;
  let construct: IConstruct | undefined = stack;
  for (const id of elementPath.slice(stack.node.path.length + 1).split('/')) construct = construct?.node.tryFindChild(id);
  return construct !== undefined && CfnElement.isCfnElement(construct);
}

/** The resources that an element stands for; a template that is included as a whole stands for all of its own. */
function logicalIdsOf(element: CfnElement): string[] {
  if (CfnResource.isCfnResource(element)) return [logicalIdOf(element)];
  return Object.keys((element as any)._toCloudFormation()?.Resources ?? {});
}

function literal(value: string | undefined): string | undefined {
  return value === undefined || Token.isUnresolved(value) ? undefined : value;
}
