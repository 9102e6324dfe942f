import * as fs from 'fs';
import * as path from 'path';

interface Callable {
  readonly name?: string;
  readonly parameters?: { readonly name: string }[];
}

interface ApiType {
  readonly fqn: string;
  readonly initializer?: Callable;
  readonly methods?: Callable[];
  readonly properties?: { readonly name: string }[];
}

const PYTHON = `False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda
  nonlocal not or pass raise return self try while with yield`.split(/\s+/);

const JAVA = `abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for
  goto if implements import instanceof int interface long native new null package private protected public return short static strictfp super switch
  synchronized this throw throws transient true try void volatile while`.split(/\s+/);

const assembly = path.join(__dirname, '..', '..', '.jsii');
if (!fs.existsSync(assembly)) throw new Error('There is no .jsii: run `npm run compile` first.');
const types = Object.values<ApiType>(JSON.parse(fs.readFileSync(assembly, 'utf-8')).types);

/** Everything in the API that has a name of its own, as Type.member or Type.member(parameter). */
function names({ fqn, initializer, methods = [], properties = [] }: ApiType): { name: string; where: string }[] {
  const parameters = [initializer ?? {}, ...methods].flatMap(({ name = 'constructor', parameters: list = [] }) =>
    list.map(parameter => ({ name: parameter.name, where: `${fqn}.${name}(${parameter.name})` })));
  const members = [...methods, ...properties].flatMap(({ name }) => name ? [{ name, where: `${fqn}.${name}` }] : []);
  return [...members, ...parameters];
}

test.each([
  ['Python', PYTHON, (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)],
  ['Java', JAVA, (name: string) => name],
])('no name of the API is a keyword of %s, where it would have to be changed', (_, keywords, spelling) => {
  const changed = types.flatMap(names).filter(({ name }) => keywords.includes(spelling(name)));

  expect(changed.map(({ where }) => where)).toEqual([]);
});
