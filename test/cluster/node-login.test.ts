import fc from 'fast-check';
import { Report } from '../../lib/diagnostics/report';
import { AckCluster } from '../../lib/cluster/ack-cluster';
import { NodeLogin } from '../../lib/cluster/node-login';
import { evaluate } from '../../lib/testing/evaluate';
import { synth } from '../support/synth';
import type { Template } from '../support/template';
import { checkStructure } from '../support/template';
import { ackTemplate, errorOf, existingNetwork, faultsOf, parameter, properties } from './fixtures';

const SPECIAL = '()`~!@#$%^&*_-+=|{}[]:;<>,.?/';
const GOOD_PASSWORD = 'Correct-horse7';

function scalingGroup(template: Template): unknown {
  return properties(template, 'ClusterNodePool').ScalingGroup;
}

function loginFaults(login: NodeLogin) {
  return faultsOf(
    (stack) => new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool: { login } }),
  );
}

test('no login leaves neither key pair nor password', () => {
  const group = scalingGroup(ackTemplate({ nodePool: { login: NodeLogin.none() } }));
  expect(group).not.toHaveProperty('KeyPair');
  expect(group).not.toHaveProperty('LoginPassword');
});

test('a key pair is passed on, also as a deploy-time value', () => {
  const template = synth((stack) => {
    const login = NodeLogin.fromKeyPair(parameter.text(stack, 'KeyPair'));
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool: { login } });
  });
  expect(scalingGroup(template)).toMatchObject({ KeyPair: { Ref: 'KeyPair' } });
  expect(scalingGroup(ackTemplate({ nodePool: { login: NodeLogin.fromKeyPair('ops') } }))).toMatchObject({
    KeyPair: 'ops',
  });
});

describe('a password parameter', () => {
  function passwordTemplate(): Template {
    return synth((stack) => {
      const login = NodeLogin.fromPasswordParameter();
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool: { login } });
    });
  }

  test('is asked for, neither shown nor returned, and has no default', () => {
    const template = passwordTemplate();
    expect(checkStructure(template)).toEqual([]);
    expect(template.Parameters?.LoginPassword).toMatchObject({
      Type: 'String',
      NoEcho: true,
      MinLength: 8,
      MaxLength: 30,
      AssociationProperty: 'ALIYUN::ECS::Instance::Password',
    });
    expect(template.Parameters?.LoginPassword).not.toHaveProperty('Default');
    expect(scalingGroup(template)).toMatchObject({ LoginPassword: { Ref: 'LoginPassword' } });
  });

  test('tells its rule in both languages', () => {
    const { Label, Description, ConstraintDescription } = passwordTemplate().Parameters!.LoginPassword!;
    for (const text of [Label, Description, ConstraintDescription]) {
      expect(text).toEqual({ en: expect.any(String) as string, 'zh-cn': expect.any(String) as string });
    }
    expect(ConstraintDescription).toMatchObject({
      en: expect.stringContaining(SPECIAL) as string,
      'zh-cn': expect.stringContaining(SPECIAL) as string,
    });
  });

  test('is shared by node pools that name the same one, and may have another name', () => {
    const template = synth((stack) => {
      const network = existingNetwork(stack);
      const login = () => NodeLogin.fromPasswordParameter();
      new AckCluster(stack, 'A', { network, nodePool: { login: login() } });
      const b = new AckCluster(stack, 'B', { network, nodePool: { login: login() } });
      b.addNodePool('Gpu', { login: NodeLogin.fromPasswordParameter({ parameterName: 'GpuPassword' }) });
    });
    expect(Object.keys(template.Parameters ?? {})).toEqual(['LoginPassword', 'GpuPassword']);
    expect(properties(template, 'BNodePool').ScalingGroup).toMatchObject({ LoginPassword: { Ref: 'LoginPassword' } });
    expect(properties(template, 'BGpu').ScalingGroup).toMatchObject({ LoginPassword: { Ref: 'GpuPassword' } });
  });

  test('is not there for a login that no node pool has', () => {
    const template = synth((stack) => {
      NodeLogin.fromPasswordParameter();
      new AckCluster(stack, 'Cluster', { network: existingNetwork(stack) });
    });
    expect(template.Parameters).toBeUndefined();
  });

  test('has a name that ROS takes', () => {
    expect(() => NodeLogin.fromPasswordParameter({ parameterName: 'node-password' })).toThrow(
      'parameterName: "node-password" is not a name for a parameter; use letters and digits, beginning with a capital letter [parameter-name]',
    );
  });

  test('refuses a weak password when the stack is deployed', () => {
    const deploy = (LoginPassword: string) => () => evaluate(passwordTemplate(), { parameters: { LoginPassword } });
    expect(deploy(GOOD_PASSWORD)).not.toThrow();
    expect(deploy('correcthorse7')).toThrow('LoginPassword');
    expect(deploy('Ab1-')).toThrow('LoginPassword');
  });
});

describe('the password rule', () => {
  /** The rule in plain arithmetic: 8 to 30 characters of four classes, of which three must occur. */
  function isGood(password: string): boolean {
    const classes = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(password));
    const allowed = [...password].every((character) => /[A-Za-z0-9]/.test(character) || SPECIAL.includes(character));
    return allowed && password.length >= 8 && password.length <= 30 && classes.length >= 3;
  }

  function isAcceptedAtSynth(password: string): boolean {
    const report = new Report();
    NodeLogin.unsafePlainTextPassword(password)._check(report, 'login');
    return report.problems.length === 0;
  }

  const template = ackTemplate({ nodePool: { login: NodeLogin.fromPasswordParameter() } });
  /** ROS matches a pattern from the first character to the last. */
  const pattern = new RegExp(`^(?:${template.Parameters!.LoginPassword!.AllowedPattern!})$`);

  const alphabets = ['ABCXYZ', 'abcxyz', '0189', SPECIAL, ` '"\\é密\n`];
  /** Passwords of few classes are as common as good ones, and some hold what is not allowed. */
  const password = fc
    .tuple(fc.subarray(alphabets, { minLength: 1 }), fc.integer({ min: 6, max: 32 }))
    .chain(([used, length]) => {
      const character = fc.constantFrom(...used.join(''));
      return fc.array(character, { minLength: length, maxLength: length }).map((characters) => characters.join(''));
    });

  test('is the same for the check at synth and for the pattern of the parameter', () => {
    fc.assert(
      fc.property(fc.oneof(password, fc.string()), (text) => {
        const good = isGood(text);
        expect([isAcceptedAtSynth(text), pattern.test(text)]).toEqual([good, good]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    'Abcdefg1',
    'ABCDEF1-',
    'abcdef1-',
    `Ab1${'x'.repeat(27)}`,
    'Abcdefg-',
    ...[...SPECIAL].map((c) => `abc1234${c}`),
  ])('accepts %s', (text) => {
    expect([isAcceptedAtSynth(text), pattern.test(text)]).toEqual([true, true]);
  });

  test.each([
    'Abcdef1',
    'abcdefg1',
    'ABCDEFG-',
    '1234567-',
    `Ab1${'x'.repeat(28)}`,
    'Abcdefg1 ',
    "Abcdefg'1",
    'Abcdefg1\n',
  ])('refuses %j', (text) => {
    expect([isAcceptedAtSynth(text), pattern.test(text)]).toEqual([false, false]);
  });
});

describe('a password in clear', () => {
  test('node-password-in-clear: is refused by the ordinary way, and the way out is named', () => {
    expect(loginFaults(NodeLogin.fromPassword(GOOD_PASSWORD))).toMatchObject([
      {
        rule: 'node-password-in-clear',
        at: 'nodePool.login',
        message:
          'is a password in clear text, which would stand in the template; use NodeLogin.fromPasswordParameter(), or a key pair',
      },
    ]);
  });

  test('is taken when asked for by name', () => {
    const login = NodeLogin.unsafePlainTextPassword(GOOD_PASSWORD);
    expect(scalingGroup(ackTemplate({ nodePool: { login } }))).toMatchObject({ LoginPassword: GOOD_PASSWORD });
  });

  test.each(['weak', 'onlylowercase', 'Very-Secret-But-Much-Too-Long-For-ECS-123'])(
    'node-password: is never shown when it is refused: %s',
    (secret) => {
      for (const login of [NodeLogin.fromPassword(secret), NodeLogin.unsafePlainTextPassword(secret)]) {
        const error = errorOf((stack) => {
          new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool: { login } });
        });
        expect(error.message).toContain('nodePool.login: is a password that ECS refuses; it takes 8 to 30 characters');
        expect(error.message).toContain('[node-password]');
        expect(error.message).not.toContain(secret);
        expect(JSON.stringify(error)).not.toContain(secret);
      }
    },
  );
});

test('a password of another source passes as a deploy-time value', () => {
  const template = synth((stack) => {
    const login = NodeLogin.fromPassword(parameter.text(stack, 'Password'));
    new AckCluster(stack, 'Cluster', { network: existingNetwork(stack), nodePool: { login } });
  });
  expect(scalingGroup(template)).toMatchObject({ LoginPassword: { Ref: 'Password' } });
});
