import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';

/** A widget before it is drawn: what it takes of the quotas, and how to draw it once. */
export interface WidgetPlan {
  readonly width: number;
  readonly height: number;
  /** How many widgets it draws: a row or a column of the user's draws several, a spacer none. */
  readonly widgets: number;
  /** Metrics that count against the quotas of a dashboard, hidden inputs of expressions included. */
  readonly metrics: number;
  /** The JSON text of the widgets at a place, between commas. Called once for each synthesis. */
  readonly draw: (x: number, y: number, stack: Stack) => string;
}

/** A heading and its widgets. */
export interface SectionPlan {
  readonly title?: string;
  readonly widgets: readonly WidgetPlan[];
}

/** Columns of a dashboard. */
export const GRID = 24;

/** The widgets of a page, from left to right and from top to bottom, as a body of a dashboard without its frame. */
export function drawWidgets(plans: readonly WidgetPlan[], stack: Stack): string[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  const drawn = plans.map(plan => {
    if (x + plan.width > GRID) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const text = plan.draw(x, y, stack);
    x += plan.width;
    rowHeight = Math.max(rowHeight, plan.height);
    return text;
  });
  return drawn.filter(text => text !== '');
}

/** A markdown widget over the whole width. */
export function textPlan(markdown: string, height: number, options: object = {}): WidgetPlan {
  return {
    width: GRID, height, widgets: 1, metrics: 0,
    draw: (x, y, stack) => jsonText({ type: 'text', x, y, width: GRID, height, properties: { markdown, ...options } }, stack),
  };
}

function headingPlan(title: string): WidgetPlan {
  return textPlan(`## ${title}`, 1, { background: 'transparent' });
}

/** A widget as text. Tokens stay as they are, for CloudFormation to fill in; those that stand for a literal become it, quotes escaped. */
export function jsonText(widget: object, stack: Stack): string {
  return JSON.stringify(widget, (_, value) => {
    if (typeof value !== 'string' || !Token.isUnresolved(value)) return value;
    // References, which most tokens here are, never stand for text with quotes: they need not be resolved once more.
    if (Tokenization.reverseString(value).tokens.every(token => Reference.isReference(token))) return value;
    const resolved: unknown = stack.resolve(value);
    return typeof resolved === 'string' ? resolved : value;
  });
}

/** Sections one after another; a section without widgets has no heading either. */
export function flatten(sections: readonly SectionPlan[]): WidgetPlan[] {
  return sections.flatMap(({ title, widgets }) => widgets.length === 0 ? [] : [...(title === undefined ? [] : [headingPlan(title)]), ...widgets]);
}
