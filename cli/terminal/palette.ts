import picocolors from 'picocolors';

type Paint = (text: string) => string;

/** Colours by what they mean. */
export interface Palette {
  readonly title: Paint;
  readonly heading: Paint;
  readonly good: Paint;
  readonly attention: Paint;
  readonly bad: Paint;
  readonly quiet: Paint;
}

export function palette(colors: boolean): Palette {
  const { bold, cyan, dim, green, red, yellow } = picocolors.createColors(colors);
  return { title: text => bold(cyan(text)), heading: bold, good: green, attention: yellow, bad: red, quiet: dim };
}
