import { ServiceTier } from '../../core/service-tier';
import { Severity } from '../../core/severity';
import { MissingData } from '../../signals/alarm-spec';
import { SignalCategory } from '../../signals/signal-category';
import { SignalUnit } from '../../signals/signal-unit';

/** What holds for every signal of a category; whole sentences. */
interface Advice {
  readonly measures: string;
  readonly impact: string;
  readonly causes: readonly string[];
  readonly mitigation: readonly string[];
}

export const ADVICE: Readonly<Record<SignalCategory, Advice>> = {
  [SignalCategory.TRAFFIC]: {
    measures: 'It tells how much demand reaches the resource.',
    impact: 'More or less arrives than is usual: with more, everything behind the resource fills up next; with less, somebody cannot reach it.',
    causes: ['A client, a job or a campaign sends more or less than usual.', 'DNS, a certificate, a route or a permission in front of the resource changed.'],
    mitigation: [
      'Too much: throttle or block the loud client at the edge, and raise the capacity behind the resource.',
      'Too little: call the resource yourself from outside, and repair the first hop that fails.',
    ],
  },
  [SignalCategory.ERRORS]: {
    measures: 'It tells how much of the work fails.',
    impact: 'Requests or events fail. Callers see errors or retry, and the retries load what is failing already.',
    causes: ['A dependency fails, is throttled or refuses access.', 'Input arrives that the code does not expect.'],
    mitigation: [
      'Take the failing path out of service: switch a feature flag off, divert traffic, or pause the event source so that nothing is lost.',
      'When the cause is mended, replay what failed from its dead-letter queue, archive or source.',
    ],
  },
  [SignalCategory.LATENCY]: {
    measures: 'It tells how long work takes, or how long it waits.',
    impact: 'Callers wait longer. From their timeouts on, slow is the same as failed.',
    causes: ['A dependency got slower.', 'More work comes in than is done, so that it waits.', 'A cache is cold, or a query lost its index.'],
    mitigation: [
      'Add capacity where work waits: concurrency, consumers, instances or memory.',
      'Shorten the timeout of the slow dependency, and serve without it where that is possible.',
    ],
  },
  [SignalCategory.SATURATION]: {
    measures: 'It tells how full the resource is.',
    impact: 'What is left is used up soon. Then requests are throttled, rejected or queued.',
    causes: ['Demand grew to the limit that is configured.', 'Something holds on to what it should give back: connections, memory, disk space.', 'One key, shard or client takes more than its share.'],
    mitigation: [
      'Raise the limit that is reached: the size, the maximum of the scaling, or the quota.',
      'Shed load that can wait: pause batch jobs, lower the concurrency of consumers.',
    ],
  },
  [SignalCategory.AVAILABILITY]: {
    measures: 'It tells whether the resource is there at all.',
    impact: 'The resource, or a part of it, does not answer. What needs it fails until it is back or traffic is moved away.',
    causes: ['Health checks fail, or nothing healthy is left behind the resource.', 'A host, an Availability Zone or a network path is impaired.'],
    mitigation: [
      'Move traffic to what is healthy: another zone, another target, the standby.',
      'Replace what is broken instead of repairing it in place.',
    ],
  },
  [SignalCategory.SCALING]: {
    measures: 'It tells how capacity follows demand.',
    impact: 'Capacity does not follow demand: too little makes work slow or fail, too much costs money.',
    causes: ['The maximum of the scaling is reached.', 'New capacity fails to start: quota, image, permission, addresses of the subnet.'],
    mitigation: ['Raise the maximum, or set the desired capacity by hand until scaling follows again.', 'Mend what keeps new capacity from starting; its events say what it is.'],
  },
  [SignalCategory.CACHE]: {
    measures: 'It tells how much work a cache saves.',
    impact: 'More requests than usual go to what stands behind the cache, which gets slower and may be overrun.',
    causes: ['The cache is cold after a restart or a flush.', 'Keys or expiry times changed, so that entries are not found or are evicted early.'],
    mitigation: ['Protect what stands behind: limit its concurrency, serve stale entries.', 'Give the cache more memory, or warm it.'],
  },
  [SignalCategory.COST]: {
    measures: 'It tells what the resource costs, or what it is billed by.',
    impact: 'Nobody is hurt; more money is spent than is meant to be, or it is spent on nothing.',
    causes: ['Capacity or data was left behind after a test, a migration or a peak.', 'The use grows, or a client does more than it has to.'],
    mitigation: ['Scale down or delete what is not used, after asking its owner.'],
  },
  [SignalCategory.SECURITY]: {
    measures: 'It tells whether somebody tries what they must not.',
    impact: 'Somebody may be using what is not theirs; or a rule blocks people who should get through.',
    causes: ['A credential leaked, or a policy is too open.', 'A new client or rule, and not an attack.'],
    mitigation: ['Block the source or revoke the credential first, and investigate then.', 'Tell the security team, and keep the logs.'],
  },
  [SignalCategory.OBJECTIVE]: {
    measures: 'It tells how a service level objective stands.',
    impact: 'The error budget is spent faster than it grows back: if it goes on, the objective is missed.',
    causes: ['One of the symptoms of the service is in ALARM as well: it is the shorter way to the cause.'],
    mitigation: ['Stop risky changes until the budget recovers.', 'Mend the symptom that spends most of the budget.'],
  },
};

export const URGENCY: Readonly<Record<Severity, string>> = {
  [Severity.PAGE]: 'Users are hurt now, so somebody is woken up.',
  [Severity.TICKET]: 'Somebody looks at it in working hours.',
  [Severity.INFO]: 'It is worth knowing, and nobody has to act.',
};

export const IMPORTANCE: Readonly<Record<ServiceTier, string>> = {
  [ServiceTier.TIER_1]: 'mission critical: an outage costs money or trust by the minute',
  [ServiceTier.TIER_2]: 'important: an outage is noticed by users within the hour',
  [ServiceTier.TIER_3]: 'supporting: an outage can wait for working hours',
};

export const ABSENCE: Readonly<Record<MissingData, string>> = {
  [MissingData.BREACHING]: 'A period without data counts as a breach.',
  [MissingData.NOT_BREACHING]: 'A period without data counts as healthy.',
  [MissingData.IGNORE]: 'Without data the alarm keeps its state.',
  [MissingData.MISSING]: 'Without data the alarm goes to INSUFFICIENT_DATA.',
};

/** What follows a number. */
export const UNITS: Readonly<Record<SignalUnit, string>> = {
  [SignalUnit.COUNT]: '',
  [SignalUnit.PERCENT]: '%',
  [SignalUnit.RATIO]: ' of 1',
  [SignalUnit.MILLISECONDS]: ' ms',
  [SignalUnit.MICROSECONDS]: ' µs',
  [SignalUnit.SECONDS]: ' s',
  [SignalUnit.BYTES]: ' bytes',
  [SignalUnit.MEGABYTES]: ' MB',
  [SignalUnit.COUNT_PER_SECOND]: ' per second',
  [SignalUnit.BYTES_PER_SECOND]: ' bytes per second',
  [SignalUnit.USD]: ' USD',
  [SignalUnit.NONE]: '',
};
