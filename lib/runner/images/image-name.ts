import { shown } from '../../diagnostics/shown';
import { knownText } from '../../ros/tokens';

const HOST = /^(?=[^/]*[.:]|localhost$)[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d+)?$/i;
const PATH = /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

/** ACR keeps repositories in namespaces, so its host alone is no place for images. */
const ACR_DOMAIN = '.aliyuncs.com';

/**
 * Whether the name of an image says which registry it is in: as for every container runtime, when what stands before
 * the first slash has a dot or a port, or is `localhost`. All others are names of Docker Hub.
 */
export function namesRegistry(image: string): boolean {
  const slash = image.indexOf('/');
  return slash > 0 && HOST.test(image.slice(0, slash));
}

/**
 * The image from the mirror when its name leaves the registry open. A deploy-time name is taken for a whole one, and so
 * is one that begins with a variable, which may hold the registry.
 */
export function fromMirror(mirror: string | undefined, image: string): string {
  const text = knownText(image);
  const isWhole = text === undefined || text.startsWith('$') || namesRegistry(withoutVariables(text));
  return mirror === undefined || isWhole ? image : `${mirror}/${image}`;
}

/** What is wrong with a mirror, or undefined. */
export function mirrorFault(mirror: string): string | undefined {
  const form = 'write the host of the registry and the namespace, as in "registry-vpc.cn-hangzhou.aliyuncs.com/my-ns"';
  if (!beginsNames(mirror)) {
    return `${shownName(mirror)} is not the beginning of image names; ${form}, without scheme, tag and slash at the end`;
  }
  return HOST.test(mirror) && mirror.endsWith(ACR_DOMAIN)
    ? `${shownName(mirror)} lacks the namespace; ${form}`
    : undefined;
}

/** What is wrong with a registry that stands in for Docker Hub, or undefined. */
export function dockerHubMirrorFault(mirror: string): string | undefined {
  return beginsNames(mirror)
    ? undefined
    : `${shownName(mirror)} is not a registry that stands in for Docker Hub; write its host, and the path below it that it may need, as in "mirror.example.com" or "harbor.example.com/docker-hub", without scheme, tag and slash at the end`;
}

/** Whether the text is a host of a registry, with or without a path. */
function beginsNames(text: string): boolean {
  const [host = '', ...path] = text.split('/');
  return HOST.test(host) && (path.length === 0 || PATH.test(path.join('/')));
}

/** What is wrong with the host of a registry, or undefined. */
export function imageHostFault(host: string): string | undefined {
  return HOST.test(host)
    ? undefined
    : `${shownName(host)} is not the host of a registry; write it as in image names, without scheme and path, for instance "registry-vpc.cn-hangzhou.aliyuncs.com"`;
}

/** What is wrong with the name of a repository, or undefined. */
export function repositoryFault(repository: string): string | undefined {
  const name = namesRegistry(repository) ? repository.slice(repository.indexOf('/') + 1) : repository;
  if (PATH.test(name)) {
    return undefined;
  }
  const hint = /:[^/]*$/.test(name) ? '; give the part after the colon as `tag`' : '';
  return `${shownName(repository)} is not the name of a repository, such as "gitlab-runner" or "registry.example.com/ci/gitlab-runner"${hint}`;
}

/** What is wrong with the whole name of an image, or undefined. Variables in it are taken for text. */
export function imageFault(image: string): string | undefined {
  const [name = '', digest] = withoutVariables(image).split('@');
  const [, repository = '', tag] = /^(.*?)(?::([^/:]*))?$/.exec(name) ?? [];
  const isWhole =
    repositoryFault(repository) === undefined &&
    (tag === undefined || tagFault(tag) === undefined) &&
    (digest === undefined || /^sha256:[0-9a-f]{64}$/.test(digest));
  return isWhole
    ? undefined
    : `is ${shownName(image)}, which is not the name of an image; write it as in "alpine:3" or "registry.example.com/ci/build:1.2"`;
}

/** What is wrong with a tag, or undefined. Variables in it are taken for text. */
export function tagFault(tag: string): string | undefined {
  return /^\w[\w.-]{0,127}$/.test(withoutVariables(tag))
    ? undefined
    : `${shownName(tag)} is not a tag; allowed are up to 128 letters, digits, dots, hyphens and underscores`;
}

function withoutVariables(text: string): string {
  return text.replace(/\$\{\w+\}|\$\w+/g, 'variable');
}

/** A name as it should stand in a message: who writes a login before the host writes a password there. */
function shownName(name: string): string {
  return shown(name.replace(/^[^/]*@(?!sha256:)/, '(a login)@'));
}
