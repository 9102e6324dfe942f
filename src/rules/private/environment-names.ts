const PRODUCTION = new Set(['prod', 'prd', 'production', 'live']);

/** What makes another environment of it: `preprod` is a word of its own. */
const NEGATIONS = new Set(['non', 'not', 'no', 'pre']);

/** `OrdersProd`, `prod-eu` and `orders/prod` have a word for themselves; `product` has not. */
const WORD_BORDER = /[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/;

/** Whether a name says that what it names is in production. */
export function saysProduction(name: string): boolean {
  const words = name.split(WORD_BORDER).map(word => word.toLowerCase());
  return words.some((word, index) => PRODUCTION.has(word) && !NEGATIONS.has(words[index - 1]));
}
