import { Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { ObservedService } from '../observed-service';
import type { ObservedServiceProps } from '../observed-service-props';
import { checkPrices } from './budget-check';
import { checkDependencies } from './dependencies';
import { checkName } from './environment';

/** Refuses properties with which no service can be made, before anything is. */
export function checkProps(service: ObservedService, props: ObservedServiceProps): void {
  const { prices = {}, dependsOn = [], runbookBaseUrl: url, delivery, deliveryOptions } = props;
  const { owner, serviceName, environment } = service;
  checkName(service, 'serviceName', serviceName);
  checkName(service, 'environment', environment);
  if (owner.trim() === '') throw complaint(service, { what: 'owner is empty', fix: 'Name the team that is asked when something is wrong' });
  if (!Token.isUnresolved(owner) && owner.length > LIMITS.tag.valueLength) {
    throw complaint(service, { what: 'owner is too long for a tag', received: owner, valid: `${LIMITS.tag.valueLength} characters at most` });
  }
  checkPrices(service, prices);
  checkDependencies(service, dependsOn);
  if (deliveryOptions && !delivery) throw complaint(service, { what: 'deliveryOptions without delivery have no effect', fix: 'Give delivery, or leave them out' });
  if (url !== undefined && !Token.isUnresolved(url) && !(/^https?:\/\/\S+$/.test(url) && url.length <= 512)) {
    throw complaint(service, { what: 'runbookBaseUrl is not a web address', received: url, valid: 'http:// or https://, 512 characters at most' });
  }
}
