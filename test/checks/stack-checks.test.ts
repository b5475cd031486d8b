import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ros from '@alicloud/ros-cdk-core';
import { StackChecks } from '../../lib/checks/stack-checks';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { AcsCluster } from '../../lib/cluster/acs-cluster';
import { KubernetesManifest } from '../../lib/cluster/kubernetes-manifest';
import { acknowledgeBelow, keepQuiet, speakInWordsOf } from '../../lib/diagnostics/settle';
import { Network } from '../../lib/network/network';
import { errorOf, existingCluster, existingNetwork, parameter } from '../cluster/fixtures';
import { synth, synthesizeApp } from '../support/synth';
import { checkStructure } from '../support/template';

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };

function thing(scope: ros.Construct, id: string, size: unknown = 1): ros.RosResource {
  return new ros.RosResource(scope, id, { type: 'ALIYUN::ROS::Thing', properties: { Size: size } });
}

function nest(scope: ros.Construct, id: string): ros.Construct {
  return new ros.Construct(scope, id);
}

/** Synthesizes an app with the stacks `One` and `Two`. */
function twoStacks(fill: (one: ros.Stack, two: ros.Stack) => void): () => void {
  return () => {
    synthesizeApp((app) => {
      const [one, two] = [new ros.Stack(app, 'One'), new ros.Stack(app, 'Two')];
      fill(one, two);
      return two;
    });
  };
}

describe('logical-id-taken', () => {
  test('the user’s own resources may be called like the parts of this library', () => {
    const template = synth((stack) => {
      ['Vpc', 'VSwitch1', 'NodePool', 'VirtualNode', 'Ready', 'Release'].forEach((id) => thing(stack, id));
      const network = new Network(stack, 'Network', { zones: ['cn-hangzhou-i'] });
      new AckCluster(stack, 'Cluster', { network, virtualNode: true });
    });
    expect(checkStructure(template)).toEqual([]);
  });

  test('an id of the user’s that clashes with a part of a cluster is reported with both paths', () => {
    const error = errorOf((stack) => {
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack) });
      thing(nest(stack, 'Mine'), 'ClusterNodePool');
      thing(nest(stack, 'Yours'), 'ClusterReady');
    });
    expect(error.message).toContain(
      'the logical id "ClusterNodePool" is taken twice, by Test/Cluster/NodePool/ClusterNodePool and by Test/Mine/ClusterNodePool; give one of the constructs another id [logical-id-taken]',
    );
    expect(error.message).toContain('the logical id "ClusterReady" is taken twice');
  });

  test('a manifest that is called like a part of its cluster is reported', () => {
    const error = errorOf((stack) => {
      const cluster = new AcsCluster(stack, 'Cluster', { network: existingNetwork(stack) });
      cluster.addManifest('Ready', { objects: [CONFIG_MAP] });
    });
    expect(error.message).toContain('by Test/Cluster/ClusterReady and by Test/Cluster/Ready/ClusterReady');
  });

  test('paths that run together to one id are reported', () => {
    const error = errorOf((stack) => {
      existingCluster(stack, 'A').addManifest('BC', { objects: [CONFIG_MAP] });
      existingCluster(stack, 'AB').addManifest('C', { objects: [CONFIG_MAP] });
    });
    expect(error.message).toContain('the logical id "ABC" is taken twice, by Test/A/BC/ABC and by Test/AB/C/ABC');
  });

  test('a parameter and a resource of one name are reported, which core lets pass', () => {
    const error = errorOf((stack) => {
      existingCluster(stack);
      parameter.text(nest(stack, 'Form'), 'Size');
      thing(stack, 'Size');
    });
    expect(error.message).toContain('the logical id "Size" is taken twice, by Test/Form/Size and by Test/Size');
  });

  test('an output, a condition and a resource may share a name', () => {
    const template = synth((stack) => {
      existingCluster(stack);
      const size = thing(stack, 'Size');
      new ros.RosOutput(nest(stack, 'Outputs'), 'Size', { value: size.ref });
      new ros.RosCondition(nest(stack, 'Conditions'), 'Size', { expression: ros.Fn.conditionEquals('a', 'a') });
    });
    expect(template.Outputs).toHaveProperty('Size');
    expect(template.Conditions).toHaveProperty('Size');
  });

  test('two outputs of one name are reported', () => {
    const error = errorOf((stack) => {
      existingCluster(stack);
      ['A', 'B'].forEach((id) => new ros.RosOutput(nest(stack, id), 'Size', { value: '1' }));
    });
    expect(error.message).toContain('the logical id "Size" is taken twice, by Test/A/Size and by Test/B/Size');
  });

  test('stacks do not get in each other’s way', () => {
    const build = twoStacks((one, two) => {
      for (const stack of [one, two]) {
        thing(nest(stack, 'Part'), 'Size');
        existingCluster(stack);
      }
    });
    expect(build).not.toThrow();
  });
});

describe('cross-stack-reference: references to another stack', () => {
  const HOW_TO_MEND =
    'is used in another stack, and ROS has no Fn::ImportValue; pass ids in as parameters, or use Network.fromAttributes, Cluster.fromClusterId and Fn.getStackOutput [cross-stack-reference]';

  test('are refused when both stacks hold constructs of this library', () => {
    const build = twoStacks((one, two) => {
      new AcsCluster(two, 'Cluster', { network: new Network(one, 'Network', { zones: ['cn-hangzhou-i'] }) });
    });
    expect(build).toThrow(`a resource or parameter of the stack One ${HOW_TO_MEND}`);
  });

  test('are refused when the other stack holds the user’s resources only', () => {
    const build = twoStacks((one, two) => {
      const vpcId = ros.Token.asString(thing(one, 'Vpc').getAtt('VpcId'));
      new AcsCluster(two, 'Cluster', { network: existingNetwork(two, { vpcId }) });
    });
    expect(build).toThrow(`[Two/GitLabRunnerChecks] a resource or parameter of the stack One ${HOW_TO_MEND}`);
  });

  test('are refused when the user’s stack refers to a construct of this library', () => {
    const build = twoStacks((one, two) => {
      thing(two, 'User', new Network(one, 'Network', { zones: ['cn-hangzhou-i'] }).vpcId);
    });
    expect(build).toThrow(`[One/GitLabRunnerChecks] a resource or parameter of the stack One ${HOW_TO_MEND}`);
  });

  test('a release cannot wait for a cluster of another stack', () => {
    const build = twoStacks((one, two) => {
      const cluster = new AcsCluster(one, 'Cluster', { network: existingNetwork(one) });
      new KubernetesManifest(two, 'Settings', { cluster, objects: [CONFIG_MAP] });
    });
    expect(build).toThrow(
      'dependencies: One/Cluster/ClusterReady is in another stack, and ROS orders resources within one stack only',
    );
  });

  test('a mere order of stacks is fine, and so is an output that is looked up when the stack is deployed', () => {
    const build = twoStacks((one, two) => {
      new Network(one, 'Network', { zones: ['cn-hangzhou-i'] });
      const vpcId = ros.Token.asString(ros.Fn.getStackOutput('stack-id', 'VpcId'));
      new AcsCluster(two, 'Cluster', { network: existingNetwork(two, { vpcId }) });
      two.addDependency(one);
    });
    expect(build).not.toThrow();
  });
});

test('a stack is checked once, however many constructs ask for it', () => {
  synth((stack) => {
    StackChecks.attachTo(nest(stack, 'Scope'));
    StackChecks.attachTo(stack);
    expect(stack.node.findAll().filter((construct) => construct instanceof StackChecks)).toHaveLength(1);
  });
});

describe('stack-too-large', () => {
  const stackOf = (count: number) => (stack: ros.Stack) => {
    existingCluster(stack);
    Array.from({ length: count }, (_, index) => thing(stack, `Thing${index}`));
  };

  test('more than 300 resources are refused, and what to do is said', () => {
    expect(errorOf(stackOf(301)).message).toContain(
      '[Test/GitLabRunnerChecks] the stack Test has 301 resources, and ROS takes at most 300; divide its runners among several stacks, which can share a cluster by Cluster.fromClusterId [stack-too-large]',
    );
  });

  test('the file is told of files', () => {
    const error = errorOf((stack) => {
      speakInWordsOf('yaml', stack);
      stackOf(301)(stack);
    });
    expect(error.message).toContain(
      'divide the runners among several files with a stackName of their own, which can share a cluster by cluster.existing',
    );
  });

  test('300 resources are fine', () => {
    expect(() => synth(stackOf(300))).not.toThrow();
  });
});

test('a rule over the stack can be acknowledged, and the manifest has the reason once, however often it is checked', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'stack-checks-'));
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }));
  const app = new ros.App({ outdir, autoSynth: false });
  keepQuiet(app);
  const [one, two] = ['One', 'Two'].map((id) => new ros.Stack(app, id));
  acknowledgeBelow(one!, { 'cross-stack-reference': 'the template is changed afterwards' });
  new AcsCluster(one!, 'Cluster', { network: existingNetwork(one!) });
  thing(two!, 'User', ros.Token.asString(thing(one!, 'Vpc').getAtt('VpcId')));
  const checks = one!.node.findChild('GitLabRunnerChecks');
  app.synth();
  expect(ros.ConstructNode.validate(app.node)).toEqual([]);
  expect(checks.node.metadata.map(({ data }) => data as string)).toEqual([
    expect.stringMatching(/^acknowledged, since the template is changed afterwards: .* \[cross-stack-reference\]$/),
  ]);
});
