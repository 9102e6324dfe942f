import * as fs from 'fs';
import * as path from 'path';
import { Duration, type Stack } from 'aws-cdk-lib';
import type { ObservedServiceProps } from '../../src';
import type { Observer } from './measurement';
import type { Service } from './services';

/** What the library is told of a service. Tags of what it observes would be measured with the app. */
export function observed(service: Service): ObservedServiceProps {
  return { serviceName: `service-${service.index}`, owner: 'team', routes: [], resources: [service], applyTags: false };
}

export type Observe = (service: Service, stack: Stack) => void;

/** The generated module that makes by hand what the library makes. */
export const HAND_WRITTEN = path.join(__dirname, 'hand-written.js');

/** Loads whoever observes; modules of the CDK that all of them need are loaded already. */
export const LOADERS: Readonly<Record<Observer, () => Observe>> = {
  nobody: () => () => {},
  raw: () => handWritten().raw,
  rendered: () => handWritten().rendered,
  l2: () => handWritten().l2,
  cdkPillars: () => {
    const pillars = loadPillars();
    return (service, stack) => {
      new pillars.ObservedService(stack, `Observed${service.index}`, observed(service));
    };
  },
  monitoringConstructs: () => {
    const peer = loadPeer();
    return ({ index, handler, api, table, queue, deadLetters }, stack) => {
      const alarmFactoryDefaults = { alarmNamePrefix: `service-${index}`, actionsEnabled: true };
      new peer.MonitoringFacade(stack, `Observed${index}`, { alarmFactoryDefaults })
        .monitorLambdaFunction({
          lambdaFunction: handler,
          addFaultRateAlarm: { Critical: { maxErrorRate: 1 } }, addThrottlesCountAlarm: { Critical: { maxErrorCount: 0 } },
          addLatencyP90Alarm: { Warning: { maxLatency: Duration.millis(2_400) } },
        })
        .monitorApiGateway({
          api, add5XXFaultRateAlarm: { Critical: { maxErrorRate: 1 } }, addLatencyP90Alarm: { Critical: { maxLatency: Duration.millis(2_500) } },
        })
        .monitorDynamoTable({
          table, addReadThrottledEventsCountAlarm: { Warning: { maxThrottledEventsThreshold: 0 } },
          addWriteThrottledEventsCountAlarm: { Warning: { maxThrottledEventsThreshold: 0 } },
          addSystemErrorCountAlarm: { Critical: { maxErrorCount: 0 } },
          addAverageSuccessfulGetItemLatencyAlarm: { Warning: { maxLatency: Duration.millis(50) } },
          addAverageSuccessfulPutItemLatencyAlarm: { Warning: { maxLatency: Duration.millis(50) } },
          addAverageSuccessfulQueryLatencyAlarm: { Warning: { maxLatency: Duration.millis(50) } },
        })
        .monitorSqsQueueWithDlq({
          queue, deadLetterQueue: deadLetters, addQueueMaxMessageAgeAlarm: { Critical: { maxAgeInSeconds: 900 } },
          addDeadLetterQueueMaxSizeAlarm: { Critical: { maxMessageCount: 0 } },
        });
    };
  },
};

// Loading is measured, so nothing of these is imported.
/* eslint-disable @typescript-eslint/no-require-imports */
const loadPillars = (): typeof import('../../src') => require('../../src/index');
const loadPeer = (): typeof import('cdk-monitoring-constructs') => require('cdk-monitoring-constructs');
const loadHandWritten = (): Record<'raw' | 'rendered' | 'l2', Observe> => require(HAND_WRITTEN);
/* eslint-enable @typescript-eslint/no-require-imports */


function handWritten(): Record<'raw' | 'rendered' | 'l2', Observe> {
  if (!fs.existsSync(HAND_WRITTEN)) throw new Error(`${HAND_WRITTEN} is missing: it is generated before the first round.`);
  return loadHandWritten();
}
