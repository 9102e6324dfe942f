import { Token, type CfnResource } from 'aws-cdk-lib';
import type { ContainerDefinition, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { complaint } from '../../core/private/errors';
import { peekProperty } from '../../signals/private/peek';
import { containerTraits, instrumentationOf } from './known-instrumentation';

/** What the agent and the container that brings the auto-instrumentation reserve, in MiB. */
export const AGENT_MEMORY = 128;
export const INIT_MEMORY = 64;

/** The containers of a task definition as they stand now. */
export function containersOf(task: CfnResource): any[] {
  const containers = peekProperty(task, 'ContainerDefinitions');
  return Array.isArray(containers) && !Token.isUnresolved(containers) ? containers : [];
}

/** The tool that instruments one of the containers already. */
export function toolIn(containers: readonly any[]): string | undefined {
  for (const container of containers) {
    const tool = instrumentationOf(containerTraits(container));
    if (tool !== undefined) return tool;
  }
  return undefined;
}

/** The container that is to be instrumented. */
export function programIn(task: TaskDefinition, containerName: string | undefined): ContainerDefinition {
  const container = containerName === undefined ? task.defaultContainer : task.findContainer(containerName);
  if (container) return container;
  const names = containersOf(task.node.defaultChild as CfnResource).map(({ name }) => name);
  throw complaint(task, { what: 'the task definition has no such container', received: containerName ?? 'none', valid: names.join(', ') || 'none yet', fix: 'Add the container before it is instrumented' });
}

/** Variables of a container by name, those that deployment tells included. */
export function variablesOf(containers: readonly any[], name: string): Record<string, string> {
  const container = containers.find(each => each.name === name);
  return containerTraits(container ?? {}).variables as Record<string, string>;
}

/** Refuses tasks that the sidecars do not fit into. */
export function checkTask(task: TaskDefinition, l1: CfnResource, containers: readonly any[]): void {
  // By its value, as an enum would load the module of ECS.
  if (task.networkMode as string !== 'awsvpc') {
    throw complaint(task, { what: 'Application Signals needs tasks with a network of their own', received: task.networkMode, valid: 'awsvpc', fix: 'Set networkMode: ecs.NetworkMode.AWS_VPC' });
  }
  const family = peekProperty(l1, 'RuntimePlatform.OperatingSystemFamily');
  if (typeof family === 'string' && /^windows/i.test(family)) {
    throw complaint(task, { what: 'only tasks on Linux are instrumented', received: family, valid: 'LINUX', fix: 'Add the agent and the auto-instrumentation for Windows yourself' });
  }
  const memory = Number(peekProperty(l1, 'Memory'));
  const needs = containers.map(({ memoryReservation, memory: limit }) => Number(memoryReservation ?? limit ?? 0));
  const reserved = needs.filter(Number.isFinite).reduce((sum, each) => sum + each, 0);
  if (memory > 0 && reserved + AGENT_MEMORY + INIT_MEMORY > memory) {
    throw complaint(task, {
      what: 'the memory of the task has no room for the CloudWatch agent', received: memory, valid: `${reserved + AGENT_MEMORY + INIT_MEMORY} MiB and more`, fix: 'Raise memoryLimitMiB of the task definition',
    });
  }
}
