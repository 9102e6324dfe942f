const BOOLEANS: Readonly<Record<string, boolean>> = Object.fromEntries([
  ...['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true]),
  ...['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false]),
]);
const NULLS: readonly string[] = ['', '~', 'null', 'Null', 'NULL'];
const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const OCTAL = /^([-+]?)0([0-7_]+)$/;
const PREFIXED = /^([-+]?)(0b[01_]+|0x[0-9a-fA-F_]+)$/;
const SEXAGESIMAL = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?$/;

/** What a scalar without quotes means by YAML 1.1, which CloudFormation reads; dates stay text there. */
export function plainScalar(text: string): unknown {
  if (NULLS.includes(text)) return null;
  if (Object.hasOwn(BOOLEANS, text)) return BOOLEANS[text];
  const number = integer(text);
  if (number !== undefined) return Number.isSafeInteger(number) ? number : text;
  if (FLOAT.test(text)) return asWritten(text);
  return text;
}

function integer(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(digits(text));
  const octal = OCTAL.exec(text);
  if (octal) return signed(octal[1], parseInt(digits(octal[2]) || '0', 8));
  const prefixed = PREFIXED.exec(text);
  if (prefixed) return signed(prefixed[1], Number(digits(prefixed[2])));
  if (!SEXAGESIMAL.test(text)) return undefined;
  const parts = digits(text).replace(/^[-+]/, '').split(':').map(Number);
  return signed(text[0], parts.reduce((sum, part) => sum * 60 + part, 0));
}

/** A version such as 8.0 or 1.30 is not what it is as a number. */
function asWritten(text: string): number | string {
  const number = Number(digits(text));
  return String(number) === text ? number : text;
}

function signed(sign: string, number: number): number {
  return sign === '-' ? -number : number;
}

function digits(text: string): string {
  return text.replace(/_/g, '');
}
