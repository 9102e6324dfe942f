import { isLoop } from './loops';
import { isFunction, isObject, textOf, type Values } from './values';

const TRANSFORM = 'Fn::Transform';

/** A value with the functions worked out that need no other resource. */
export function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified);
  if (!isObject(value)) return value;
  const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, simplified(member)]));
  if (isFunction(members)) return workedOut(members);
  return isOpen(members) ? { [TRANSFORM]: [members] } : members;
}

/** Whether deployment adds members to an object, so that what is not there may be there. */
function isOpen(members: Values): boolean {
  return Object.keys(members).some(key => key === TRANSFORM || isLoop(key));
}

function workedOut(call: Values): unknown {
  const list = call['Fn::Length'];
  if (Array.isArray(list)) return list.length;
  return 'Fn::ToJsonString' in call ? jsonText(call['Fn::ToJsonString']) ?? call : call;
}

/** The JSON text of a value, with references in it as `Fn::Sub` has them; undefined where another function stands inside. */
function jsonText(value: unknown): unknown {
  let isLiteral = true;
  let isTold = true;
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'string') return member.replaceAll('${', '${!');
    if (!isFunction(member)) return member;
    isLiteral = false;
    const reference = referenceIn(member as Values);
    isTold &&= reference !== undefined;
    return reference ?? '';
  });
  if (!isTold) return undefined;
  return isLiteral ? JSON.stringify(value) : { 'Fn::Sub': text };
}

function referenceIn(call: Values): string | undefined {
  if (typeof call.Ref === 'string') return `\${${call.Ref}}`;
  const attribute = call['Fn::GetAtt'];
  if (!Array.isArray(attribute) || textOf(attribute[0]) === undefined || textOf(attribute[1]) === undefined) return undefined;
  return `\${${attribute.join('.')}}`;
}
