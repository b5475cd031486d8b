const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;

/** Whether a text is a host with a port at most, which is what the runner puts a scheme in front of. */
export function isHost(text: string): boolean {
  return HOST.test(text);
}
