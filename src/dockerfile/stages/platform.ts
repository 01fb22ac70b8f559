import type { Message } from '../../words/message.ts';

const PART = /^[\w.-]+$/;
/** The system may carry a version, `windows(10.0.17763)`. */
const SYSTEM = /^[\w-]+(?:\([\w.-]*(?:\+[\w.-]+)*\))?$|^[\w.-]+$/;
const SYSTEMS = new Set([
  ...['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'hurd', 'illumos', 'ios', 'js', 'linux', 'nacl', 'netbsd'],
  ...['openbsd', 'plan9', 'solaris', 'windows', 'zos', 'macos', 'wasip1'],
]);
const ARCHITECTURES = new Set([
  ...['386', 'amd64', 'amd64p32', 'arm', 'armbe', 'arm64', 'arm64be', 'ppc64', 'ppc64le', 'loong64', 'mips', 'mipsle'],
  ...['mips64', 'mips64le', 'mips64p32', 'mips64p32le', 'ppc', 'riscv', 'riscv64', 's390', 's390x', 'sparc', 'sparc64'],
  ...['wasm', 'i386', 'x86_64', 'x86-64', 'aarch64', 'armhf', 'armel'],
]);

/** What the frontend refuses in `--platform`; `written` is the value before its variables were replaced. */
export function platformProblem(platform: string, written: string): Message | undefined {
  if (platform === '') return ['`{0}` names no platform', written];
  const parts = platform.split('/');
  const [system = '', ...rest] = parts;
  const one = system.toLowerCase();
  const known = parts.length > 1 || SYSTEMS.has(one.replace(/\(.*/, '')) || ARCHITECTURES.has(one);
  const readable = SYSTEM.test(system) && rest.every((part) => PART.test(part)) && parts.length < 4;
  return known && readable ? undefined : ['`{0}` is no platform, such as `linux/arm64`', platform];
}
