import type { IConstruct } from '@alicloud/ros-cdk-core';
import type { Report } from '../../diagnostics/report';
import { defineRules } from '../../diagnostics/rule';
import { shown } from '../../diagnostics/shown';
import type { SessionServerOptions } from './session-server';
import { DEFAULT_PORT } from './session-server';

/** Rules over all runners of an app that have a session server. */
export const sessionListenerRules = defineRules({
  'session-server-listener-twice': {
    severity: 'error',
    title: 'Two runners have one listener of a load balancer',
    reason: 'They overwrite it in turns, and the terminals of one of them do not open.',
    remedy: 'Give one of them another `sessionServer.port`, or another load balancer.',
  },
});

/** The runners of each app by the listener that they overwrite: load balancer and port. */
const runnersIn = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** Takes a listener of a load balancer that exists: two runners on one would overwrite it in turns. */
export function takeListener(runner: IConstruct, options: SessionServerOptions = {}, report: Report): void {
  const { port = DEFAULT_PORT, loadBalancer } = options;
  const id = loadBalancer?.loadBalancerId;
  if (id === undefined) {
    return;
  }
  const runners = runnersIn.get(runner.node.root) ?? new Map<string, IConstruct>();
  runnersIn.set(runner.node.root, runners);
  const key = `${id}:${port}`;
  const other = runners.get(key);
  if (other === undefined) {
    runners.set(key, runner);
  } else {
    report.add(
      sessionListenerRules['session-server-listener-twice'],
      'sessionServer.loadBalancer.loadBalancerId',
      `is ${shown(id)}, whose listener on the port ${port} is that of ${other.node.path} already; give one of the two another sessionServer.port, or another load balancer`,
    );
  }
}
