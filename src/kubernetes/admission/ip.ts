import { fault, type Faults } from './faults.ts';
import { shortened } from './formats.ts';
import type { Text } from './reading.ts';

/** An address as a number. */
export interface Address {
  readonly value: bigint;
  readonly version: 4 | 6;
  /** Zeros before a number of IPv4, or IPv4 within IPv6: what Kubernetes refuses since 1.36. */
  readonly isOdd: boolean;
}

/** Undefined: it is none. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  return text.includes(':') ? parseSix(text) : parseFour(text);
}

function parseFour(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  const value = parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  return { value, version: 4, isOdd: parts.some((part) => part.length > 1 && part.startsWith('0')) };
}

function parseSix(text: string): Address | undefined {
  const [, head = text, tail] = /^(.*?)((?:\d{1,3}\.){3}\d{1,3})$/.exec(text) ?? [];
  const four = tail === undefined ? undefined : parseFour(tail);
  if (tail !== undefined && !four) return undefined;
  const groupsOfFour = four ? `${(four.value >> 16n).toString(16)}:${(four.value & 0xffffn).toString(16)}` : '';
  const halves = (head + groupsOfFour).split('::');
  if (halves.length > 2) return undefined;
  const [before = [], behind] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const count = before.length + (behind?.length ?? 0);
  if (behind ? count > 7 : count !== 8) return undefined;
  const groups = behind ? [...before, ...Array.from({ length: 8 - count }, () => '0'), ...behind] : before;
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const value = groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
  // Within `::ffff:0:0/96` an IPv6 address is one of IPv4.
  const isMapped = value >> 32n === 0xffffn;
  return { value: isMapped ? value & 0xffffffffn : value, version: isMapped ? 4 : 6, isOdd: isMapped };
}

export interface Network {
  readonly value: bigint;
  readonly bits: number;
  readonly version: 4 | 6;
  readonly isOdd: boolean;
}

export function parseNetwork(text: string): Network | undefined {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const parsed = parseAddress(address);
  const bits = Number(length);
  if (!parsed || length === '' || bits > (parsed.version === 4 && !address.includes(':') ? 32 : 128)) return undefined;
  const size = BigInt(parsed.version === 4 ? 32 : 128);
  const host = (1n << (size - BigInt(Math.min(bits, Number(size))))) - 1n;
  const isOdd = parsed.isOdd || (parsed.value & host) !== 0n || (length.length > 1 && length.startsWith('0'));
  return { value: parsed.value & ~host, bits, version: parsed.version, isOdd };
}

/** Whether one network lies within another, and is smaller. */
export function isWithin(inner: Network, outer: Network): boolean {
  if (inner.version !== outer.version || inner.bits <= outer.bits) return false;
  const size = BigInt(inner.version === 4 ? 32 : 128);
  const shift = size - BigInt(outer.bits);
  return inner.value >> shift === outer.value >> shift;
}

export function* ipFault(text: Text, target: number): Faults {
  const address = parseAddress(text.value);
  if (!address) yield fault(text, ['`{0}` is no IP address', shortened(text.value)]);
  else if (address.isOdd && target >= 36)
    yield fault(text, ['`{0}` is an IP address with zeros before a number, or IPv4 within IPv6', text.value]);
}

export function* networkFault(text: Text, target: number): Faults {
  const network = parseNetwork(text.value);
  if (!network) yield fault(text, ['`{0}` is no block of addresses, as in `10.0.0.0/8`', shortened(text.value)]);
  else if (network.isOdd && target >= 36)
    yield fault(text, ['`{0}` is a block of addresses that is not written in its shortest form', text.value]);
}
