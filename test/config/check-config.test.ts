import fc from 'fast-check';

import { quantityFault } from '../../lib/config/quantity';
import { HelmTemplate, type RunnerConfig, type TomlTable } from '../../lib/config';
import { parse } from '@iarna/toml';
import { anyConfig, locatedKeys, newest, sampleOf, wrap } from './support';
import { configProblems, tomlProblems } from '../support/config-problems';

/** The faults of a configuration as lines, for whatever the user wrote. */
function faultsOf(config: unknown, version = newest): string[] {
  return configProblems(config as RunnerConfig, version).map(({ at, message }) => `${at}: ${message}`);
}

function kubernetes(values: Record<string, unknown>, version = newest): string[] {
  return faultsOf({ runners: { kubernetes: values } }, version);
}

function faultsOfToml(text: string, version = newest): string[] {
  return tomlProblems(parse(text), version).map(({ at, message }) => `${at}: ${message}`);
}

describe('a configuration that is right', () => {
  it('has no faults', () => {
    fc.assert(fc.property(anyConfig, (config) => void expect(configProblems(config, newest)).toEqual([])));
  });

  it('may be empty', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ runners: undefined })).toEqual([]);
  });
});

describe('unknown keys', () => {
  const places = locatedKeys.filter((key) => key.type.startsWith('table') && key.reserved === undefined);

  it.each(places.map((place) => [[...place.path, place].map(({ key }) => key).join('.'), place] as const))(
    'are found in %s',
    (_name, place) => {
      const path = [...place.path, place];
      const faults = configProblems(wrap(path, { zzzzzzzz: 1 }), newest);
      const at = path.map(({ property, type }) => (type === 'tables' ? `${property}[0]` : property)).join('.');
      expect(faults).toMatchObject([
        {
          rule: 'unknown-key',
          at: `${at}.zzzzzzzz`,
          message: expect.stringMatching(/^is not a key of config\.toml\./) as string,
        },
      ]);
    },
  );

  it('are found at the top, and so are names that every object has', () => {
    expect(faultsOf({ zzzzzzzz: 1, constructor: 1 })).toEqual([
      'zzzzzzzz: is not a key of config.toml. Known are runners',
      'constructor: is not a key of config.toml. Known are runners',
    ]);
    expect(faultsOf({ runners: JSON.parse('{"__proto__": 1}') as unknown })).toEqual([
      expect.stringMatching(/^runners\.__proto__: is not a key of config\.toml\./),
    ]);
  });

  it('are corrected', () => {
    expect(kubernetes({ pollTimeoutSecond: 600 })).toEqual([
      'runners.kubernetes.pollTimeoutSecond: is not a key of config.toml. Did you mean "pollTimeoutSeconds"?',
    ]);
    expect(faultsOf({ runners: { featureFlags: { FF_USE_FASTZIPP: true } } })).toEqual([
      'runners.featureFlags.FF_USE_FASTZIPP: is not a key of config.toml. Did you mean "FF_USE_FASTZIP"?',
    ]);
  });

  it('that runners had once are told their names of today', () => {
    expect(faultsOf({ runners: { preCloneScript: 'true' } })).toEqual([
      'runners.preCloneScript: is not a key of config.toml. It is called "preGetSourcesScript".',
    ]);
    const [runner, empty] = ['[[runners]]\n', '[[runners.kubernetes.volumes.empty_dir]]\n'];
    expect(faultsOfToml(`${runner}pre_clone_script = "true"\n[runners.kubernetes]\ncpus = "1"`)).toEqual([
      'runners.pre_clone_script: is not a key of config.toml. It is called "pre_get_sources_script".',
      'runners.kubernetes.cpus: is not a key of config.toml. It is called "cpu_limit".',
    ]);
    expect(faultsOfToml(`${runner}${empty}name = "a"\nmount_path = "/a"\npath = "/a"`)).toEqual([
      'runners.kubernetes.volumes.empty_dir[0].path: is not a key of config.toml. It is called "mount_path".',
    ]);
  });

  it('are a warning where a feature flag has gone with the feature', () => {
    const severities = (flag: string) =>
      configProblems({ runners: { featureFlags: { [flag]: true } } }, newest).map((one) => one.severity);
    expect(severities('FF_GITLAB_REGISTRY_HELPER_IMAGE')).toEqual(['warning']);
    expect(severities('FF_USE_FASTZIPP')).toEqual(['error']);
  });

  it.each(['poll_timeout', 'pollTimeout', 'PollTimeout'])('in the spelling %s are told the right one', (name) => {
    expect(kubernetes({ [name]: 600 })).toEqual([
      `runners.kubernetes.${name}: is not a key of config.toml. Write it "pollTimeoutSeconds".`,
    ]);
  });

  it('of another level are told where they belong', () => {
    expect(faultsOf({ runners: { memoryRequest: '1Gi', poll_timeout: 60, volumes: {} } })).toEqual([
      'runners.memoryRequest: is not a key of config.toml. It belongs in runners.kubernetes.',
      'runners.poll_timeout: is not a key of config.toml. It belongs in runners.kubernetes as "pollTimeoutSeconds".',
      'runners.volumes: is not a key of config.toml. It belongs in runners.kubernetes.',
    ]);
    expect(kubernetes({ featureFlags: {}, FF_TIMESTAMPS: true })).toEqual([
      'runners.kubernetes.featureFlags: is not a key of config.toml. It belongs in runners.',
      'runners.kubernetes.FF_TIMESTAMPS: is not a key of config.toml. It belongs in runners.featureFlags.',
    ]);
    expect(faultsOf({ runners: { runners: {} } })).toEqual([
      'runners.runners: is not a key of config.toml. It belongs in the top level.',
    ]);
    expect(faultsOf({ runners: { memoryRequst: '1Gi', concurrent: 4 } })).toEqual([
      'runners.memoryRequst: is not a key of config.toml. Did you mean "memoryRequest" in runners.kubernetes?',
      'runners.concurrent: is not a key of config.toml. Set concurrent of the runner itself.',
    ]);
    expect(faultsOfToml('[[runners]]\nmemory_request = "1Gi"\n[runners.cache.s3]\nName = "x"')).toEqual([
      'runners.memory_request: is not a key of config.toml. It belongs in runners.kubernetes.',
      expect.stringMatching(
        /^runners\.cache\.s3\.Name: is not a key of config\.toml\. It belongs in runners as "name" or /,
      ),
    ]);
  });

  it.each([
    [
      { checkIntervalSeconds: 5 },
      'checkIntervalSeconds: is not a key of config.toml. Set checkIntervalSeconds of the runner itself.',
    ],
    [{ gitlabUrl: 'x' }, 'gitlabUrl: is not a key of config.toml. Set gitlabUrl of the runner itself.'],
    [{ log_level: 'debug' }, 'log_level: is not a key of config.toml. Set logLevel of the runner itself.'],
    [
      { shutdownTimeoutSeconds: 60 },
      'shutdownTimeoutSeconds: is not a key of config.toml. It is "shutdownTimeout" of the top level, which cannot be set. The chart writes it from its value "shutdown_timeout"; set that.',
    ],
  ])('for what the runner or the chart sets are told what to set instead: %j', (keys, message) => {
    expect(faultsOf(keys)).toEqual([message]);
    expect(faultsOf({ runners: keys })).toEqual([`runners.${message}`]);
  });

  it('in the spelling of a key of the top level are told why they cannot be set', () => {
    expect(faultsOf({ runners: { sentryDsn: 'x' } })).toEqual([
      'runners.sentryDsn: is not a key of config.toml. It is a key of the top level, but cannot be set. The chart writes it from its value "sentryDsn"; set that.',
    ]);
  });

  it('may be new ones of a runner newer than this library', () => {
    const config = { runners: { kubernetes: { zzzzzzzz: 1, pollTimeoutSecond: 1 } } } as RunnerConfig;
    const limit =
      'as this version is newer than GitLab Runner 19.4, whose keys are known; it is passed on as it is spelt.';
    expect(configProblems(config, '20.1.0')).toMatchObject([
      { severity: 'warning', message: `may be a new key, ${limit}` },
      {
        severity: 'warning',
        message: `may be a new key, ${limit} Did you mean "pollTimeoutSeconds"?`,
      },
    ]);
  });

  it('take the place of a key that must be given', () => {
    expect(kubernetes({ volumes: { emptyDir: [{ name: 'a', mountPaht: '/a' }] } })).toEqual([
      'runners.kubernetes.volumes.emptyDir[0].mountPaht: is not a key of config.toml. Did you mean "mountPath"?',
    ]);
  });
});

describe('versions', () => {
  it('decide which keys there are, by the level they stand at', () => {
    const nested = { autoscaler: { pausePodImagePullSecrets: ['a'] } };
    expect(kubernetes(nested, 'v18.9.1')).toEqual([
      'runners.kubernetes.autoscaler: needs GitLab Runner 18.11 or later, and this is v18.9.1. Use a later chart, or leave it out',
    ]);
    expect(kubernetes(nested, '18.11.0')).toEqual([
      expect.stringMatching(/^runners\.kubernetes\.autoscaler\.pausePodImagePullSecrets: needs GitLab Runner 19\.1 /),
    ]);
    expect(kubernetes(nested, '19.1')).toEqual([]);
  });

  it('must be versions', () => {
    expect(() => kubernetes({ podDisruptionBudget: true }, 'latest')).toThrow(/"latest" is not a version/);
  });
});

describe('amounts', () => {
  const amounts = locatedKeys.filter(({ type }) => type === 'cpu' || type === 'memory');

  it('are known for every container', () => {
    const keys = amounts.map(({ property }) => property);
    for (const container of ['cpu', 'memory', 'helperEphemeralStorage', 'serviceMemory', 'podCpu']) {
      for (const kind of ['Request', 'Limit']) {
        expect(keys).toContain(container + kind);
      }
    }
    expect(keys).toContain('memoryLimitOverwriteMaxAllowed');
  });

  it.each(amounts.map((key) => [key.property, key] as const))('%s is refused in the words of the props', (_, key) => {
    const kind = key.type === 'cpu' ? 'cpu' : 'memory';
    for (const text of ['4GB', '-1', kind === 'cpu' ? '4Gi' : '512m', kind === 'cpu' ? '0.5m' : '512']) {
      const messages = configProblems(wrap(key.path, { [key.property]: text }), newest).map(({ message }) => message);
      expect(messages).toContain(quantityFault(text, kind));
    }
  });

  it('may be empty, which the runner takes for not set', () => {
    expect(kubernetes({ cpuLimit: '', memoryLimit: '' })).toEqual([]);
  });
});

describe('values', () => {
  it.each<[Record<string, unknown>, string]>([
    [
      { pollTimeoutSeconds: '600' },
      'pollTimeoutSeconds: is "600"; allowed is a whole number of at least 1, without quotes',
    ],
    [{ pollTimeoutSeconds: 1.5 }, 'pollTimeoutSeconds: is 1.5; allowed is a whole number of at least 1'],
    [
      { pollTimeoutSeconds: null },
      'pollTimeoutSeconds: is null; allowed is a whole number of at least 1; leave it out for the default',
    ],
    [{ privileged: 'true' }, 'privileged: is "true"; allowed is true or false, without quotes'],
    [{ image: 3 }, 'image: is 3; allowed is a string, so put it in quotes'],
    [{ image: ['a'] }, 'image: is a list; allowed is a string'],
    [{ image: new Map() }, 'image: is an object of the class Map; allowed is a string'],
    [{ cpuLimit: 2 }, 'cpuLimit: is 2; allowed is CPUs such as "500m" or "2", so put it in quotes'],
    [{ memoryLimit: 4096 }, 'memoryLimit: is 4096; allowed is an amount such as "512Mi" or "4Gi", so put it in quotes'],
    [
      { cleanupResourcesTimeout: '5 min' },
      'cleanupResourcesTimeout: is "5 min"; allowed is a duration such as "90s" or "1h30m"',
    ],
    [
      { cleanupResourcesTimeout: 300 },
      'cleanupResourcesTimeout: is 300; allowed is a duration such as "90s" or "1h30m", so put it in quotes',
    ],
    [
      { dnsPolicy: 'ClusterFirst' },
      'dnsPolicy: is "ClusterFirst"; allowed are "none", "default", "cluster-first", "cluster-first-with-host-net". Did you mean "cluster-first"?',
    ],
    [
      { pullPolicy: ['always', 'IfNotPresent'] },
      'pullPolicy[1]: is "IfNotPresent"; allowed are "always", "if-not-present", "never". Did you mean "if-not-present"?',
    ],
    [{ pullPolicy: 'sometimes' }, 'pullPolicy: is "sometimes"; allowed are "always", "if-not-present", "never"'],
    [{ pullPolicy: true }, 'pullPolicy: is true; allowed are "always", "if-not-present", "never"'],
    [{ allowedImages: 'alpine' }, 'allowedImages: is "alpine"; allowed is a list of strings'],
    [{ allowedImages: ['alpine', 3] }, 'allowedImages[1]: is 3; allowed is a string, so put it in quotes'],
    [{ podLabels: { app: 1 } }, 'podLabels.app: is 1; allowed is a string, so put it in quotes'],
    [
      { podAnnotations: { 'k8s.aliyun.com/eci-spot-duration': 1 } },
      'podAnnotations["k8s.aliyun.com/eci-spot-duration"]: is 1; allowed is a string, so put it in quotes',
    ],
    [{ podLabels: ['a=b'] }, 'podLabels: is a list; allowed is a map'],
    [
      { retryLimits: { 'connection refused': '3' } },
      'retryLimits["connection refused"]: is "3"; allowed is a whole number of at least 0, without quotes',
    ],
    [
      { volumes: [] },
      'volumes: is a list; allowed is a map with the keys emptyDir, pvc, configMap, secret, csi, nfs, hostPath',
    ],
    [{ volumes: { pvc: { name: 'a' } } }, 'volumes.pvc: is a map; allowed is a list of maps'],
    [
      { volumes: { pvc: ['a'] } },
      'volumes.pvc[0]: is "a"; allowed is a map with the keys name, mountPath, subPath, readOnly, mountPropagation',
    ],
    [{ volumes: { emptyDir: [{ name: 'a' }] } }, 'volumes.emptyDir[0].mountPath: is missing; give a string'],
    [
      { volumes: { emptyDir: [{ name: 'a', mountPath: undefined }] } },
      'volumes.emptyDir[0].mountPath: is missing; give a string',
    ],
    [
      { containerLifecycle: { preStop: { tcpSocket: { port: 70000 } } } },
      'containerLifecycle.preStop.tcpSocket.port: is 70000; allowed is a whole number from 1 to 65535',
    ],
    // The runner takes less than one for its own 180 seconds, in silence.
    [{ pollTimeoutSeconds: 0 }, 'pollTimeoutSeconds: is 0; allowed is a whole number of at least 1'],
    [{ pollIntervalSeconds: -3 }, 'pollIntervalSeconds: is -3; allowed is a whole number of at least 1'],
    [
      { retryBackoffMaxMilliseconds: 100 },
      'retryBackoffMaxMilliseconds: is 100; allowed is a whole number of at least 500',
    ],
    [
      { retryLimits: { 'connection refused': -1 } },
      'retryLimits["connection refused"]: is -1; allowed is a whole number of at least 0',
    ],
    [
      { podTerminationGracePeriodSeconds: -1 },
      'podTerminationGracePeriodSeconds: is -1; allowed is a whole number of at least 0',
    ],
    [{ cleanupGracePeriodSeconds: -1 }, 'cleanupGracePeriodSeconds: is -1; allowed is a whole number of at least 0'],
    [
      { cleanupResourcesTimeout: '-5m' },
      'cleanupResourcesTimeout: is "-5m"; allowed is a duration such as "90s" or "1h30m"',
    ],
    [{ autoscaler: { maxPausePods: -1 } }, 'autoscaler.maxPausePods: is -1; allowed is a whole number of at least 0'],
    [
      { autoscaler: { policy: [{ scaleFactor: Infinity }] } },
      'autoscaler.policy[0].scaleFactor: is Infinity; allowed is a number of at least 0',
    ],
  ])('%j', (values, fault) => {
    expect(kubernetes(values)).toEqual([`runners.kubernetes.${fault}`]);
  });

  it('that are empty text are not set', () => {
    expect(kubernetes({ dnsPolicy: '', cpuLimit: '', podLabelsOverwriteAllowed: '' })).toEqual([]);
  });

  it('that are zero pass where the runner does without', () => {
    const zeros = { podTerminationGracePeriodSeconds: 0, cleanupGracePeriodSeconds: 0 };
    expect(kubernetes({ ...zeros, resourceAvailabilityCheckMaxAttempts: 0, cleanupResourcesTimeout: '0' })).toEqual([]);
  });

  it('are all checked at once', () => {
    expect(kubernetes({ image: 1, privileged: 1, zzzzzzzz: 1 })).toHaveLength(3);
  });
});

describe('regular expressions', () => {
  it.each([
    ['^(?!admin)', /"\(\?!a…" is no group that Go knows; it has no lookaheads and lookbehinds/],
    ['(a)\\1', /"\\1" is no escape that Go knows; it has no backreferences/],
    ['team-(', /a "\(" is not closed/],
  ])('%s is refused', (text, message) => {
    const faults = kubernetes({ namespaceOverwriteAllowed: text });
    expect(faults).toEqual([
      expect.stringMatching(/^runners\.kubernetes\.namespaceOverwriteAllowed: .*\. The runner reads Go syntax\.$/),
    ]);
    expect(faults[0]).toMatch(message);
  });

  it('in the syntax of Go are accepted', () => {
    expect(kubernetes({ namespaceOverwriteAllowed: '(?i)^ci-(?P<team>[[:alnum:]]+)\\z' })).toEqual([]);
  });
});

describe('values known at deploy time', () => {
  class Token {
    constructor(readonly ref = 'P') {}
  }
  const isToken = (value: unknown) =>
    value instanceof Token ||
    value === '${Token[P]}' ||
    value === -1e289 ||
    (Array.isArray(value) && value[0] === '#{Token[P]}');

  it.each(locatedKeys.filter((key) => key.reserved === undefined).map((key) => [key.key, key] as const))(
    'pass as %s, as an object, a string, a number or a list',
    (_name, key) => {
      for (const value of [new Token(), '${Token[P]}', -1e289, ['#{Token[P]}']]) {
        const config = wrap(key.path, { [key.property]: value }) as RunnerConfig;
        expect(configProblems(config, key.until ?? newest, isToken)).toEqual([]);
      }
    },
  );

  it('pass inside lists and tables', () => {
    const values = { pullPolicy: [new Token()], podLabels: { app: new Token() }, services: [new Token()] };
    const config = { runners: { kubernetes: values } } as unknown as RunnerConfig;
    expect(configProblems(config, newest, isToken)).toEqual([]);
    expect(configProblems(config, newest)).toHaveLength(3);
  });

  it('do not make an unknown key known', () => {
    const config = { runners: { zzzzzzzz: new Token() } } as unknown as RunnerConfig;
    expect(configProblems(config, newest, isToken)).toHaveLength(1);
  });
});

describe('Helm templates', () => {
  const template = new HelmTemplate('{{ .Release.Namespace }}');

  it('stand for any string', () => {
    expect(
      kubernetes({ namespace: template, allowedImages: [template], cpuLimit: template, dnsPolicy: template }),
    ).toEqual([]);
  });

  it('do not stand for other values', () => {
    expect(kubernetes({ pollTimeoutSeconds: template })).toEqual([
      'runners.kubernetes.pollTimeoutSeconds: is an object of the class HelmTemplate; allowed is a whole number of at least 1',
    ]);
  });
});

describe('choices', () => {
  const choices = locatedKeys.filter((key) => key.allowed !== undefined && key.reserved === undefined);

  it.each(choices.map((key) => [key.property, key] as const))(
    '%s shows what was given, and what there is',
    (_, key) => {
      const given = key.type === 'list' ? ['foo'] : 'foo';
      const [fault, ...others] = configProblems(wrap(key.path, { [key.property]: given }), key.until ?? newest);
      expect(others).toEqual([]);
      expect(fault?.message).toContain('is "foo"; allowed ');
      key.allowed?.forEach((one) => expect(fault?.message).toContain(`"${one}"`));
    },
  );
});

describe('secrets', () => {
  it('are not repeated in messages', () => {
    const secret = 'glrt-0123456789abcdef';
    const faults = [
      ...faultsOf({
        token: secret,
        runners: { token: secret, tokn: secret, limit: secret, environment: `TOKEN=${secret}` },
      }),
      ...faultsOf({ runners: { cache: { s3: { accessKey: 'LTAI0123', secretKey: 'hidden', insecure: 'LTAI0123' } } } }),
      ...kubernetes({ bearerToken: 'hidden', bearerTokenOverwriteAllowed: 'hidden', privileged: 'GR1348941hidden' }),
      ...faultsOfToml(`[[runners]]\ntoken = "${secret}"\nlimit = "${secret}"`),
    ];
    expect(faults).toHaveLength(13);
    expect(faults.join('\n')).not.toMatch(/0123|hidden/);
    expect(faults).toContain(
      'runners.limit: looks like a secret, which has no place here; take it out, and revoke it; allowed is a whole number of at least 0',
    );
  });

  it.each<[string, object]>([
    ['environment', { environment: 'hidden' }],
    ['a script', { preBuildScript: ['hidden'], postBuildScript: { hidden: 1 } }],
    ['a patch', { kubernetes: { podSpec: [{ patch: ['hidden'] }] } }],
    ['a permission for tokens', { kubernetes: { bearerTokenOverwriteAllowed: 'hidden' } }],
    ['environment of a service', { kubernetes: { services: [{ name: 'a', environment: 'hidden' }] } }],
    ['names of Secrets', { kubernetes: { imagePullSecrets: 'hidden' } }],
  ])('are not repeated from %s', (_, runners) => {
    const faults = faultsOf({ runners });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join('\n')).not.toContain('hidden');
  });

  it.each<[string, object]>([
    ['flags of tokens', { featureFlags: { FF_MASK_ALL_DEFAULT_TOKENS: 'shown' } }],
    ['flags of keys', { featureFlags: { FF_HASH_CACHE_KEYS: 'shown' } }],
    ['flags of scripts', { featureFlags: { FF_SCRIPT_SECTIONS: 'shown' } }],
    [
      'volumes of Secrets',
      { kubernetes: { volumes: { secret: [{ name: 'a', mountPath: '/a', readOnly: 'shown' }] } } },
    ],
    ['patches', { kubernetes: { podSpec: [{ patch: '{}', patchType: 'shown' }] } }],
  ])('are not seen in %s', (_, runners) => {
    expect(faultsOf({ runners })).toEqual([expect.stringContaining('is "shown"; allowed ')]);
  });
});

describe('a table of the TOML text', () => {
  it('is known without regard to case, as the runner reads it', () => {
    expect(faultsOfToml('[[runners]]\nLimit = 1\n[runners.cache]\ntype = "s3"\nSHARED = true')).toEqual([]);
    expect(faultsOfToml('[[runners]]\n[[runners.kubernetes.services]]\nName = "redis"')).toEqual([]);
  });

  it('is told of brackets that the runner drops in silence', () => {
    expect(faultsOfToml('[[runners]]\n[[runners.feature_flags]]\nFF_TIMESTAMPS = true')).toEqual([
      'runners.feature_flags: is a list; allowed is a map; write [runners.feature_flags] instead of [[runners.feature_flags]]',
    ]);
  });

  it.each(['', '[runners]\nlimit = 1', '[[runners]]\n[[runners]]'])('needs one entry of runners: %j', (text) => {
    const fault = 'runners: needs exactly one entry in the template of the chart, written [[runners]]';
    expect(faultsOfToml(text)).toEqual(text === '' ? [] : [fault]);
  });

  it('has the global section written by the chart', () => {
    expect(faultsOfToml('concurrent = 4\n[[runners]]\nexecutor = "docker"')).toEqual([
      'concurrent: cannot be set here. Set concurrent of the runner itself.',
      'runners.executor: cannot be set here. The chart sets the kubernetes executor, and a template cannot change it.',
    ]);
  });

  it('may name the executor that the chart sets', () => {
    expect(faultsOfToml('[[runners]]\nexecutor = "kubernetes"')).toEqual([]);
  });

  it('has no faults when it was made from a right configuration', () => {
    const table: TomlTable = {
      runners: [{ kubernetes: { services: sampleOf({ property: '', type: 'tables', of: 'ServiceContainer' }) } }],
    };
    expect(tomlProblems(table, newest)).toEqual([]);
  });
});
