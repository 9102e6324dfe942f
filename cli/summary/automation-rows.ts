import type { ServiceManifest } from '../../src/core/private/service-manifest';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import { count } from './grouping';

/** To how many alarms something answers by itself. */
export function automationRows({ automation }: ServiceManifest, colors: Palette): Row[] {
  if (automation === undefined || automation.alarms === 0) return [];
  const { percentage, alarms, withAction, withDocument } = automation;
  return [{
    label: colors.heading('Automation'),
    text: `${percentage}% of ${count(alarms, 'alarm')}: ${withAction} run something when they fire, ${withDocument} have a runbook document`,
  }];
}
