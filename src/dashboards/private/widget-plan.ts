import type { Stack } from 'aws-cdk-lib';

/** A widget before it is drawn: what it takes of the quotas, and how to draw it once. */
export interface WidgetPlan {
  readonly width: number;
  readonly height: number;
  /** Metrics that count against the quotas of a dashboard, hidden inputs of expressions included. */
  readonly metrics: number;
  /** The JSON text of the widget at a place. Called once for each synthesis. */
  readonly draw: (x: number, y: number, stack: Stack) => string;
}

/** A heading and its widgets. */
export interface SectionPlan {
  readonly title?: string;
  readonly widgets: readonly WidgetPlan[];
}

const GRID = 24;

/** The widgets of a page, from left to right and from top to bottom, as a body of a dashboard without its frame. */
export function drawWidgets(plans: readonly WidgetPlan[], stack: Stack): string[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return plans.map(plan => {
    if (x + plan.width > GRID) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const drawn = plan.draw(x, y, stack);
    x += plan.width;
    rowHeight = Math.max(rowHeight, plan.height);
    return drawn;
  });
}

/** A markdown widget over the whole width. */
export function textPlan(markdown: string, height: number): WidgetPlan {
  return {
    width: GRID, height, metrics: 0,
    draw: (x, y) => JSON.stringify({ type: 'text', x, y, width: GRID, height, properties: { markdown } }),
  };
}

/** Sections one after another; a section without widgets has no heading either. */
export function flatten(sections: readonly SectionPlan[]): WidgetPlan[] {
  return sections.flatMap(({ title, widgets }) => widgets.length === 0 ? [] : [...(title === undefined ? [] : [textPlan(`## ${title}`, 1)]), ...widgets]);
}
