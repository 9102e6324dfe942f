import { Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { ApiDestinationRouteOptions, DevOpsAgentRouteOptions, OpsgenieRouteOptions, PagerDutyRouteOptions, SlackRouteOptions } from '../alarm-route-options';
import { checkRate, checkUrl, type Receiver } from './api-delivery';
import { DEVOPS_AGENT } from './payloads/devops-agent';
import { OPSGENIE } from './payloads/opsgenie';
import { OWN_API } from './payloads/own-api';
import { PAGER_DUTY } from './payloads/pager-duty';
import { slack } from './payloads/slack';

/** Events API v2: the key is a field of the body. A connection has to send a header as well, which PagerDuty does not look at. */
export function pagerDuty(options: PagerDutyRouteOptions): Receiver {
  return {
    kind: 'pagerduty', title: 'PagerDuty', options, headerName: 'X-Routing-Key', bodyField: 'routing_key', payloads: PAGER_DUTY,
    url: `https://events.${options.europe ? 'eu.' : ''}pagerduty.com/v2/enqueue`,
    arrives: 'an incident in the PagerDuty service whose integration key it is',
    arnLength: LIMITS.pagerDuty.dedupKeyLength,
  };
}

export function opsgenie(options: OpsgenieRouteOptions): Receiver {
  const url = `https://api.${options.europe ? 'eu.' : ''}opsgenie.com/v2/alerts`;
  return {
    kind: 'opsgenie', title: 'Opsgenie', options, headerName: 'Authorization', scheme: 'GenieKey', payloads: OPSGENIE,
    url, urlOfEnds: `${url}/*/close`, queryOfEnds: { identifierType: 'alias' },
    arrives: 'an alert in the Opsgenie team whose API key it is',
  };
}

/** One message a second and channel is what Slack takes. */
export function slackChannel(options: SlackRouteOptions): Receiver {
  if (!/^[A-Z0-9]{2,}$/.test(options.channelId)) {
    throw complaint('AlarmRoute.toSlack', { what: 'that is not the id of a channel', received: options.channelId, valid: 'a literal of capital letters and digits, such as C0123456789' });
  }
  return {
    kind: 'slack', title: `Slack channel ${options.channelId}`, options, headerName: 'Authorization', scheme: 'Bearer', payloads: slack(options.channelId),
    url: 'https://slack.com/api/chat.postMessage', requestsPerSecond: 1,
    arrives: `a message in the Slack channel ${options.channelId}; if none comes although nothing failed, the bot is not a member of it`,
  };
}

export function devOpsAgent(options: DevOpsAgentRouteOptions): Receiver {
  checkUrl('AlarmRoute.toDevOpsAgent', options.webhookUrl);
  return {
    kind: 'devops-agent', title: 'AWS DevOps Agent', options, headerName: 'Authorization', scheme: 'Bearer', payloads: DEVOPS_AGENT,
    url: options.webhookUrl, arrives: 'an investigation in the agent space of the webhook',
  };
}

export function ownApi(options: ApiDestinationRouteOptions): Receiver {
  checkUrl('AlarmRoute.toApiDestination', options.url);
  checkRate('AlarmRoute.toApiDestination', options.requestsPerSecond);
  const place = Token.isUnresolved(options.url) ? 'the API' : options.url;
  return {
    kind: 'api', title: Token.isUnresolved(options.url) ? 'API' : `API ${options.url}`, options, headerName: options.headerName ?? 'Authorization', scheme: options.scheme, payloads: OWN_API,
    url: options.url, requestsPerSecond: options.requestsPerSecond, arrives: `a request to ${place}`,
  };
}
