/** The source of a pattern for hosts that only the machine itself reaches; an IPv6 address in brackets or without. */
export const LOOPBACK = String.raw`(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)`;

const WHOLE = new RegExp(`^${LOOPBACK}$`, 'i');

export function isLoopback(host: string): boolean {
  return WHOLE.test(host);
}
