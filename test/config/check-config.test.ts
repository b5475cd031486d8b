import fc from 'fast-check';

import { quantityFault } from '../../lib/config/quantity';
import { checkConfig, checkTomlTable, HelmTemplate, type RunnerConfig, type TomlTable } from '../../lib/config';
import { parse } from '@iarna/toml';
import { anyConfig, locatedKeys, newest, sampleOf, wrap } from './support';

/** The faults of a configuration as lines, for whatever the user wrote. */
function faultsOf(config: unknown, version = newest): string[] {
  return checkConfig(config as RunnerConfig, version).map(({ at, message }) => `${at}: ${message}`);
}

function kubernetes(values: Record<string, unknown>, version = newest): string[] {
  return faultsOf({ runners: { kubernetes: values } }, version);
}

function faultsOfToml(text: string, version = newest): string[] {
  return checkTomlTable(parse(text), version).map(({ at, message }) => `${at}: ${message}`);
}

describe('a configuration that is right', () => {
  it('has no faults', () => {
    fc.assert(fc.property(anyConfig, (config) => void expect(checkConfig(config, newest)).toEqual([])));
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
      const faults = checkConfig(wrap(path, { zzzzzzzz: 1 }), newest);
      const at = path.map(({ property, type }) => (type === 'tables' ? `${property}[0]` : property)).join('.');
      expect(faults).toMatchObject([{ at: `${at}.zzzzzzzz`, message: 'unknown key.' }]);
    },
  );

  it('are found at the top, and so are names that every object has', () => {
    expect(faultsOf({ zzzzzzzz: 1, constructor: 1 })).toEqual(['zzzzzzzz: unknown key.', 'constructor: unknown key.']);
    expect(faultsOf({ runners: JSON.parse('{"__proto__": 1}') as unknown })).toEqual([
      'runners.__proto__: unknown key.',
    ]);
  });

  it('are corrected', () => {
    expect(kubernetes({ pollTimeoutSecond: 600 })).toEqual([
      'runners.kubernetes.pollTimeoutSecond: unknown key. Did you mean "pollTimeoutSeconds"?',
    ]);
    expect(faultsOf({ runners: { featureFlags: { FF_USE_FASTZIPP: true } } })).toEqual([
      'runners.featureFlags.FF_USE_FASTZIPP: unknown key. Did you mean "FF_USE_FASTZIP"?',
    ]);
  });

  it.each(['poll_timeout', 'pollTimeout', 'PollTimeout'])('in the spelling %s are told the right one', (name) => {
    expect(kubernetes({ [name]: 600 })).toEqual([
      `runners.kubernetes.${name}: unknown key. Write it "pollTimeoutSeconds".`,
    ]);
  });

  it('of another level are told where they belong', () => {
    expect(faultsOf({ runners: { memoryRequest: '1Gi', poll_timeout: 60, volumes: {} } })).toEqual([
      'runners.memoryRequest: unknown key. It belongs in runners.kubernetes.',
      'runners.poll_timeout: unknown key. It belongs in runners.kubernetes as "pollTimeoutSeconds".',
      'runners.volumes: unknown key. It belongs in runners.kubernetes.',
    ]);
    expect(kubernetes({ featureFlags: {}, FF_TIMESTAMPS: true })).toEqual([
      'runners.kubernetes.featureFlags: unknown key. It belongs in runners.',
      'runners.kubernetes.FF_TIMESTAMPS: unknown key. It belongs in runners.featureFlags.',
    ]);
    expect(faultsOf({ runners: { runners: {} } })).toEqual([
      'runners.runners: unknown key. It belongs in the top level.',
    ]);
    expect(faultsOf({ runners: { memoryRequst: '1Gi', concurrent: 4 } })).toEqual([
      'runners.memoryRequst: unknown key. Did you mean "memoryRequest" in runners.kubernetes?',
      'runners.concurrent: unknown key. Set concurrent of the runner itself.',
    ]);
    expect(faultsOfToml('[[runners]]\nmemory_request = "1Gi"\n[runners.cache.s3]\nName = "x"')).toEqual([
      'runners.memory_request: unknown key. It belongs in runners.kubernetes.',
      expect.stringMatching(/^runners\.cache\.s3\.Name: unknown key\. It belongs in runners as "name" or /),
    ]);
  });

  it.each([
    [{ checkIntervalSeconds: 5 }, 'checkIntervalSeconds: unknown key. Set checkIntervalSeconds of the runner itself.'],
    [{ gitlabUrl: 'x' }, 'gitlabUrl: unknown key. Set gitlabUrl of the runner itself.'],
    [{ log_level: 'debug' }, 'log_level: unknown key. Set logLevel of the runner itself.'],
    [
      { shutdownTimeoutSeconds: 60 },
      'shutdownTimeoutSeconds: unknown key. It is "shutdownTimeout" of the top level, which cannot be set. The chart writes it from its value "shutdown_timeout"; set that.',
    ],
  ])('for what the runner or the chart sets are told what to set instead: %j', (keys, message) => {
    expect(faultsOf(keys)).toEqual([message]);
    expect(faultsOf({ runners: keys })).toEqual([`runners.${message}`]);
  });

  it('in the spelling of a key of the top level are told why they cannot be set', () => {
    expect(faultsOf({ runners: { sentryDsn: 'x' } })).toEqual([
      'runners.sentryDsn: unknown key. It is a key of the top level, but cannot be set. The chart writes it from its value "sentryDsn"; set that.',
    ]);
  });

  it('of a runner newer than this library say so', () => {
    expect(kubernetes({ zzzzzzzz: 1 }, '20.1.0')).toEqual([
      'runners.kubernetes.zzzzzzzz: unknown key. This library knows the keys of GitLab Runner up to 19.4.',
    ]);
  });
});

describe('versions', () => {
  it('decide which keys there are, by the level they stand at', () => {
    const nested = { autoscaler: { pausePodImagePullSecrets: ['a'] } };
    expect(kubernetes(nested, 'v18.9.1')).toEqual([
      'runners.kubernetes.autoscaler: needs GitLab Runner 18.11 or later, and this is v18.9.1. Use a later chart or leave it out.',
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
      const messages = checkConfig(wrap(key.path, { [key.property]: text }), newest).map(({ message }) => message);
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
      'pollTimeoutSeconds: expected a whole number, got the string "600". Write it without quotes.',
    ],
    [{ pollTimeoutSeconds: 1.5 }, 'pollTimeoutSeconds: expected a whole number, got the number 1.5.'],
    [{ pollTimeoutSeconds: null }, 'pollTimeoutSeconds: expected a whole number, got null.'],
    [{ privileged: 'true' }, 'privileged: expected true or false, got the string "true". Write it without quotes.'],
    [{ image: 3 }, 'image: expected a string, got the number 3. Put it in quotes.'],
    [{ image: ['a'] }, 'image: expected a string, got a list.'],
    [{ image: new Map() }, 'image: expected a string, got an object of class Map.'],
    [{ cpuLimit: 2 }, 'cpuLimit: expected CPUs such as "500m" or "2", got the number 2. Put it in quotes.'],
    [
      { memoryLimit: 4096 },
      'memoryLimit: expected an amount such as "512Mi" or "4Gi", got the number 4096. Put it in quotes.',
    ],
    [
      { cleanupResourcesTimeout: '5 min' },
      'cleanupResourcesTimeout: expected a duration such as "90s" or "1h30m", got the string "5 min".',
    ],
    [
      { cleanupResourcesTimeout: 300 },
      'cleanupResourcesTimeout: expected a duration such as "90s" or "1h30m", got the number 300. Put it in quotes.',
    ],
    [
      { dnsPolicy: 'ClusterFirst' },
      'dnsPolicy: expected one of "none", "default", "cluster-first", "cluster-first-with-host-net", got the string "ClusterFirst". Did you mean "cluster-first"?',
    ],
    [
      { pullPolicy: ['always', 'IfNotPresent'] },
      'pullPolicy[1]: expected one of "always", "if-not-present", "never", got the string "IfNotPresent". Did you mean "if-not-present"?',
    ],
    [
      { pullPolicy: 'sometimes' },
      'pullPolicy: expected one of "always", "if-not-present", "never", got the string "sometimes".',
    ],
    [{ pullPolicy: true }, 'pullPolicy: expected a string, got the boolean true. Put it in quotes.'],
    [{ allowedImages: 'alpine' }, 'allowedImages: expected a list, got the string "alpine".'],
    [{ allowedImages: ['alpine', 3] }, 'allowedImages[1]: expected a string, got the number 3. Put it in quotes.'],
    [{ podLabels: { app: 1 } }, 'podLabels.app: expected a string, got the number 1. Put it in quotes.'],
    [
      { podAnnotations: { 'k8s.aliyun.com/eci-spot-duration': 1 } },
      'podAnnotations."k8s.aliyun.com/eci-spot-duration": expected a string, got the number 1. Put it in quotes.',
    ],
    [{ podLabels: ['a=b'] }, 'podLabels: expected a table, got a list.'],
    [
      { retryLimits: { 'connection refused': '3' } },
      'retryLimits."connection refused": expected a whole number, got the string "3". Write it without quotes.',
    ],
    [{ volumes: [] }, 'volumes: expected a table, got a list.'],
    [{ volumes: { pvc: { name: 'a' } } }, 'volumes.pvc: expected a list of tables, got a table.'],
    [{ volumes: { pvc: ['a'] } }, 'volumes.pvc[0]: expected a table, got the string "a".'],
    [{ volumes: { emptyDir: [{ name: 'a' }] } }, 'volumes.emptyDir[0].mountPath: is missing; the runner needs it.'],
    [
      { volumes: { emptyDir: [{ name: 'a', mountPath: undefined }] } },
      'volumes.emptyDir[0].mountPath: is missing; the runner needs it.',
    ],
    [
      { containerLifecycle: { preStop: { tcpSocket: { port: 70000 } } } },
      'containerLifecycle.preStop.tcpSocket.port: expected at most 65535, got 70000.',
    ],
    // The runner takes less than one for its own 180 seconds, in silence.
    [{ pollTimeoutSeconds: 0 }, 'pollTimeoutSeconds: expected at least 1, got 0.'],
    [{ pollIntervalSeconds: -3 }, 'pollIntervalSeconds: expected at least 1, got -3.'],
    [{ retryBackoffMaxMilliseconds: 100 }, 'retryBackoffMaxMilliseconds: expected at least 500, got 100.'],
    [{ retryLimits: { 'connection refused': -1 } }, 'retryLimits."connection refused": expected at least 0, got -1.'],
    [{ podTerminationGracePeriodSeconds: -1 }, 'podTerminationGracePeriodSeconds: expected at least 0, got -1.'],
    [{ cleanupGracePeriodSeconds: -1 }, 'cleanupGracePeriodSeconds: expected at least 0, got -1.'],
    [
      { cleanupResourcesTimeout: '-5m' },
      'cleanupResourcesTimeout: expected a duration such as "90s" or "1h30m", got the string "-5m".',
    ],
    [{ autoscaler: { maxPausePods: -1 } }, 'autoscaler.maxPausePods: expected at least 0, got -1.'],
    [
      { autoscaler: { policy: [{ scaleFactor: Infinity }] } },
      'autoscaler.policy[0].scaleFactor: expected a number, got the number Infinity.',
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
        expect(checkConfig(config, key.until ?? newest, isToken)).toEqual([]);
      }
    },
  );

  it('pass inside lists and tables', () => {
    const values = { pullPolicy: [new Token()], podLabels: { app: new Token() }, services: [new Token()] };
    const config = { runners: { kubernetes: values } } as unknown as RunnerConfig;
    expect(checkConfig(config, newest, isToken)).toEqual([]);
    expect(checkConfig(config, newest)).toHaveLength(3);
  });

  it('do not make an unknown key known', () => {
    const config = { runners: { zzzzzzzz: new Token() } } as unknown as RunnerConfig;
    expect(checkConfig(config, newest, isToken)).toHaveLength(1);
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
      'runners.kubernetes.pollTimeoutSeconds: expected a whole number, got an object of class HelmTemplate.',
    ]);
  });
});

describe('choices', () => {
  const choices = locatedKeys.filter((key) => key.allowed !== undefined && key.reserved === undefined);

  it.each(choices.map((key) => [key.property, key] as const))(
    '%s shows what was given, and what there is',
    (_, key) => {
      const given = key.type === 'list' ? ['foo'] : 'foo';
      const [fault, ...others] = checkConfig(wrap(key.path, { [key.property]: given }), key.until ?? newest);
      expect(others).toEqual([]);
      expect(fault?.message).toContain('got the string "foo"');
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
    expect(faults).toContain('runners.limit: expected a whole number, got a string that is not shown here.');
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
    expect(faultsOf({ runners })).toEqual([expect.stringContaining('got the string "shown"')]);
  });
});

describe('a table of the TOML text', () => {
  it('is known without regard to case, as the runner reads it', () => {
    expect(faultsOfToml('[[runners]]\nLimit = 1\n[runners.cache]\ntype = "s3"\nSHARED = true')).toEqual([]);
    expect(faultsOfToml('[[runners]]\n[[runners.kubernetes.services]]\nName = "redis"')).toEqual([]);
  });

  it('is told of brackets that the runner drops in silence', () => {
    expect(faultsOfToml('[[runners]]\n[[runners.feature_flags]]\nFF_TIMESTAMPS = true')).toEqual([
      'runners.feature_flags: expected a table, got a list. Write [runners.feature_flags] instead of [[runners.feature_flags]].',
    ]);
  });

  it.each(['', '[runners]\nlimit = 1', '[[runners]]\n[[runners]]'])('needs one entry of runners: %j', (text) => {
    const fault = 'runners: the template of the chart needs exactly one entry, written [[runners]].';
    expect(faultsOfToml(text)).toEqual(text === '' ? [] : [fault]);
  });

  it('has the global section written by the chart', () => {
    expect(faultsOfToml('concurrent = 4\n[[runners]]\nexecutor = "kubernetes"')).toEqual([
      'concurrent: cannot be set here. Set concurrent of the runner itself.',
      'runners.executor: cannot be set here. The chart sets the kubernetes executor, and a template cannot change it.',
    ]);
  });

  it('has no faults when it was made from a right configuration', () => {
    const table: TomlTable = {
      runners: [{ kubernetes: { services: sampleOf({ property: '', type: 'tables', of: 'ServiceContainer' }) } }],
    };
    expect(checkTomlTable(table, newest)).toEqual([]);
  });
});
