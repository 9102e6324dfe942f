import type { ServiceManifest } from '../../src/core/private/service-manifest';

type Alarm = ServiceManifest['alarms'][number];
type Resource = ServiceManifest['coverage']['resources'][number];

/** What a small service says about itself. */
export function manifest(props: Partial<ServiceManifest> = {}): ServiceManifest {
  return {
    version: 1,
    service: 'shop',
    environment: 'prod',
    owner: 'shop-team',
    tier: 'TIER_2',
    path: 'Shop/Service',
    pagesPeople: true,
    alarms: [
      alarm('Shop/Buy', 'errorRate', { severity: 'PAGE', through: 'shop-prod-health', reaches: ['topic Shop/OnCall'] }),
      alarm('Shop/Buy', 'duration', { reaches: ['topic Shop/OnCall'] }),
      alarm('Shop/Sell', 'duration', { reaches: ['topic Shop/OnCall'] }),
    ],
    health: { name: 'shop-prod-health', severity: 'PAGE', reaches: ['topic Shop/OnCall'] },
    dashboards: ['shop-prod-operations', 'shop-prod-performance'],
    coverage: {
      percentage: 75,
      resources: [
        resource('Shop/Buy', 'ALARMED', { signals: [{ id: 'errorRate', state: 'ALARMED' }, { id: 'duration', state: 'ALARMED' }, { id: 'memory', state: 'BLIND', note: 'switch it on' }] }),
        resource('Shop/Sell', 'ALARMED', { signals: [{ id: 'duration', state: 'ALARMED' }, { id: 'memory', state: 'BLIND', note: 'switch it on' }, { id: 'calls', state: 'SHOWN' }] }),
        resource('Shop/Old', 'EXCLUDED', { note: 'retired in March' }),
        resource('Shop/News', 'UNSUPPORTED', { type: 'AWS::SNS::Topic', kind: undefined, note: 'no kind for it' }),
      ],
    },
    monthlyCost: {
      total: 6.8,
      pricesAsOf: '2026-08-21',
      pricesRegion: 'us-east-1',
      items: [
        { what: 'alarm metrics', quantity: 3, unitPrice: 0.1, amount: 0.3 },
        { what: 'composite alarms', quantity: 1, unitPrice: 0.5, amount: 0.5 },
        { what: 'dashboards', quantity: 2, unitPrice: 3, amount: 6 },
      ],
    },
    ...props,
  };
}

export function alarm(path: string, signal: string, props: Partial<Alarm> = {}): Alarm {
  return { name: `shop-prod-${path.split('/').pop()}-${signal}`, severity: 'TICKET', resource: path, signal, description: '', reaches: [], ...props };
}

export function resource(path: string, state: string, props: Partial<Resource> = {}): Resource {
  return { path, type: 'AWS::Lambda::Function', kind: 'lambda-function', state, signals: [], ...props };
}

/** A service of resources of which nothing else is known. */
export function coverageOf(...resources: Resource[]): ServiceManifest {
  return manifest({ alarms: [], coverage: { percentage: 100, resources } });
}
