import type { AddressKeys } from './configured-address.ts';
import type { Listener } from '../project.ts';

/** How a call that opens a port says which. Indexes are those of its arguments. */
export interface ListenCall {
  readonly protocol: Exclude<Listener['protocol'], null>;
  /** It opens the same port for UDP, too: HTTP/3 beside HTTPS. */
  readonly alsoUdp?: true;
  /** `host:port`, or a port alone. */
  readonly address?: number;
  /** What it opens lies within the process, and has no port. */
  readonly withinProcess?: true;
  /** It takes any number of addresses from there on. */
  readonly each?: true;
  /** A host that stands beside a port. */
  readonly host?: number;
  /** `tcp`, `udp`, `unix`. */
  readonly network?: number;
  /** What has the address in a field. */
  readonly server?: 'receiver' | number;
  /** The field's name, if it is not `Addr`. */
  readonly field?: string;
  /** The field that has the port, where the address is a host alone. */
  readonly portField?: string;
  /** Port 0 is the library's own one, and not any free port. */
  readonly zeroPort?: true;
  /** The field that names the network; without it, or where it is empty, the protocol is the call's own. */
  readonly networkField?: string;
  /** The field that keeps the server from listening. */
  readonly silentField?: string;
  /** A net.Listener. */
  readonly listener?: number;
  /** The field of the receiver that may hold one; then the call opens none. */
  readonly socketField?: string;
  /** What is served; `made`: what the call makes. */
  readonly handler?: number | 'receiver' | 'made';
  /** Options that say the address: name → index of their argument. They are looked for in the arguments first. */
  readonly options?: ReadonlyMap<string, number>;
  /** Methods of the receiver that say the address before, each a listener of its own; then the call adds none. */
  readonly saidBy?: readonly string[];
  /** What a configuration file of the framework says where the call does not. */
  readonly file?: AddressKeys;
  /** The call that takes another file instead: without that there is no telling. */
  readonly loader?: string;
  /** Where no address is given, or an empty one: what the library takes, and the settings that change it. */
  readonly fallback?: { readonly address: string; readonly by: readonly string[] };
}

/** Last names of calls, to look them up by. */
export function lastNames(calls: ReadonlyMap<string, ListenCall>): string[] {
  return [...new Set([...calls.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)))];
}

/** An address that the library takes where none is given. */
export function always(address: string) {
  return { address, by: [] };
}

/** One that a flag of the library changes. */
export function byFlag(address: string, flag: string) {
  return { address, by: [`flag:${flag}`] };
}

/** One that variables change. */
export function unless(address: string, ...variables: string[]) {
  return { address, by: variables.map((name) => `env:${name}`) };
}

/** Functions of a package that make options, each with the address first. */
export function optionsOf(path: string, names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name) => [`${path}.${name}`, 0]));
}
