import type { ObservedResource } from '../observed-resource';

/** The cluster of a service, where it is one of this app. */
export function clusterOf(service: ObservedResource): ObservedResource | undefined {
  const cluster = service.referenced('Cluster');
  return cluster?.resourceType === 'AWS::ECS::Cluster' ? cluster : undefined;
}

/** Whether the cluster of a service publishes metrics of tasks. */
export function hasContainerInsights(service: ObservedResource): boolean {
  return ['enabled', 'enhanced'].includes(levelOf(service));
}

/** Whether the cluster of a service publishes metrics of single tasks and containers, too. */
export function hasEnhancedContainerInsights(service: ObservedResource): boolean {
  return levelOf(service) === 'enhanced';
}

/** The value of the cluster setting; an app that says nothing gets the default of the account. */
function levelOf(service: ObservedResource): string {
  const settings = clusterOf(service)?.property('ClusterSettings');
  if (!Array.isArray(settings)) return '';
  const setting = settings.find(each => (each?.Name ?? each?.name) === 'containerInsights');
  return String(setting?.Value ?? setting?.value);
}
