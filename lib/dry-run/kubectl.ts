import { InvalidInputError, problemOf } from '../diagnostics/problem';
import { dryRunRules } from '../rules/dry-run-rules';
import type { RenderedObject } from '../testing/helm';
import type { ApiAnswer } from './api-answer';
import { readAnswer } from './api-answer';
import { demandProgram, run } from './programs';

const REQUEST_TIMEOUT = '30s';

/** Server-side apply as the deployment would do it, of which the server tells the outcome and keeps nothing. */
const DRY_RUN = ['apply', '--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts', '-f', '-'];

/** How kubectl begins where it is not the API server that refuses an object. */
const NO_ANSWER = /^(Unable to connect to the server|The connection to the server|error: You must be logged in)/m;

/** A kind that a cluster knows. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
}

/** A cluster as the user's kubectl reaches it. Nothing is changed in it. */
export class ReachableCluster {
  /**
   * Throws {@link InvalidInputError} where there is no kubectl, or no answer.
   *
   * @param context name of a context of kubectl; the current one without
   */
  static connect(context?: string): ReachableCluster {
    const kubectl = demandProgram('kubectl', 'KUBECTL');
    const options = ['--request-timeout', REQUEST_TIMEOUT, ...(context === undefined ? [] : ['--context', context])];
    const { stdout, stderr } = run(kubectl, [...options, 'version', '--output', 'json']);
    const version = serverVersion(stdout);
    if (version === undefined) {
      throw unreachable(context, `does not answer kubectl: ${lastLine(stderr)}`);
    }
    const resources = run(kubectl, [...options, 'api-resources', '--no-headers']);
    const kinds = kindsOf(resources.stdout);
    if (kinds.length === 0) {
      throw unreachable(context, `does not tell which kinds it knows: ${lastLine(resources.stderr)}`);
    }
    const current = context ?? run(kubectl, ['config', 'current-context']).stdout.trim();
    return new ReachableCluster(kubectl, options, current, version, kinds);
  }

  private constructor(
    private readonly kubectl: string,
    private readonly options: readonly string[],
    /** Name of the context; empty where kubectl has none, as in a pod. */
    readonly context: string,
    /** Version of Kubernetes, for instance `v1.34.4`. */
    readonly version: string,
    private readonly kinds: readonly Kind[],
  ) {}

  /** Groups with their versions, with the kinds in each, as charts ask for them. */
  get apiVersions(): string[] {
    return [...new Set(this.kinds.flatMap(({ apiVersion, kind }) => [apiVersion, `${apiVersion}/${kind}`]))];
  }

  /** Whether objects of a kind are in a namespace; undefined when the cluster does not know the kind. */
  isNamespaced({ apiVersion, kind }: RenderedObject): boolean | undefined {
    return this.kinds.find((known) => known.apiVersion === apiVersion && known.kind === kind)?.isNamespaced;
  }

  /** Whether an object is there. One that may not be looked at counts as there. */
  has(resource: string, name: string, namespace?: string): boolean {
    const where = namespace === undefined ? [] : ['--namespace', namespace];
    const found = run(this.kubectl, [
      ...this.options,
      'get',
      resource,
      name,
      '--ignore-not-found',
      '-o',
      'name',
      ...where,
    ]);
    return !found.isSuccess || found.stdout.trim() !== '';
  }

  /** What the cluster would say to an object. Throws {@link InvalidInputError} when it says nothing any more. */
  dryRun(object: object): ApiAnswer {
    const outcome = run(this.kubectl, [...this.options, ...DRY_RUN], JSON.stringify(object));
    if (!outcome.isSuccess && NO_ANSWER.test(outcome.stderr)) {
      throw unreachable(this.context, `does not answer kubectl: ${lastLine(outcome.stderr)}`);
    }
    return readAnswer(outcome);
  }
}

function serverVersion(json: string): string | undefined {
  try {
    const { serverVersion } = JSON.parse(json) as { serverVersion?: { gitVersion?: string } };
    return serverVersion?.gitVersion;
  } catch {
    return undefined;
  }
}

/** The table of `kubectl api-resources`, whose last columns are never empty. */
function kindsOf(table: string): Kind[] {
  return [...table.matchAll(/(\S+)\s+(true|false)\s+(\S+)\s*$/gm)].map(
    ([, apiVersion = '', isNamespaced, kind = '']) => ({
      apiVersion,
      kind,
      isNamespaced: isNamespaced === 'true',
    }),
  );
}

function unreachable(context: string | undefined, message: string): InvalidInputError {
  const at = context === undefined || context === '' ? 'the current context' : `the context ${context}`;
  return new InvalidInputError('the cluster', [problemOf(dryRunRules['dry-run-cluster'], at, message)]);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
