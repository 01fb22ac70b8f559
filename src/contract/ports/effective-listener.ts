import { isLoopback } from '../../go/loopback.ts';
import type { Listener, ProgramFlags, RuntimeFile } from '../../go/project.ts';
import { flagValue } from '../flags/flag-value.ts';

/** What gives a setting of the program (`env:NAME`, `flag:name`) which value: `undefined` = nothing, `null` = the files do not say. */
export type Given = (by: string) => string | null | undefined;

/** What a container sets for its program. */
export interface RunSettings {
  /** The value of a variable; `undefined` = not set, `null` = set to something that the files do not say. */
  readonly env: (name: string) => string | null | undefined;
  /** The words behind the program's name; null: there are some that the files do not show. */
  readonly args: readonly string[] | null;
  /** What overlays put in the place of those words: a flag that has another value there has none that is known. */
  readonly otherArgs?: readonly (readonly string[])[];
  /** Flags that the program's listeners take their addresses from: one that is another's says nothing of this one. */
  readonly flags?: ReadonlySet<string>;
  /** The program's flags are those of the standard library, which have no short forms. */
  readonly plainFlags?: boolean;
  /** All flags that the program takes; absent: nobody knows all. */
  readonly allFlags?: ProgramFlags;
  /** Variables that are set, and that the source is not seen to read by their names: they may be for any flag. */
  readonly unread?: () => readonly string[];
  /** What its configuration file gives a key; absent: nobody sees what it has there. */
  readonly configured?: () => ((key: string) => string | null | undefined) | undefined;
  /** Whether the program reads the configuration files that the source was read with, and no others; absent: nobody knows. */
  readonly readsOwnConfiguration?: () => boolean;
}

/** What a container gives `env:NAME` or `flag:name`; `undefined` = nothing, `null` = the files do not say, as of what else sets it. */
export function givenBy(by: string, settings: RunSettings): string | null | undefined {
  const { env, args, otherArgs = [], flags, plainFlags, allFlags, unread } = settings;
  const name = by.slice(by.indexOf(':') + 1);
  if (by.startsWith('config:')) {
    const configured = settings.configured?.();
    return configured ? configured(name) : settings.readsOwnConfiguration?.() === true ? undefined : null;
  }
  if (by.startsWith('flag:')) {
    const values = new Set([args, ...otherArgs].map((words) => flagValue(name, words, flags, plainFlags, allFlags)));
    const value = values.size > 1 ? null : [...values][0];
    return value === undefined && unread?.().some((one) => isForFlag(one, name)) === true ? null : value;
  }
  return by.startsWith('env:') ? env(name) : null;
}

/** `SHOP_LISTEN_ADDR` for `listen-addr`: libraries of flags read variables under such names. */
function isForFlag(variable: string, flag: string): boolean {
  const wanted = flag.toUpperCase().replace(/[-.]/g, '_');
  return variable === wanted || variable.endsWith(`_${wanted}`);
}

/** Whether a program uses the path that its source says: nothing gives the settings that could name another. */
export function isAsWritten(
  { path, certainty, configuredBy = [] }: Pick<RuntimeFile, 'path' | 'certainty' | 'configuredBy'>,
  given: Given,
): boolean {
  if (certainty !== 'default') return certainty === 'known';
  const isSame = (value: string | null | undefined) => value === undefined || value === path;
  return configuredBy.length > 0 && configuredBy.every((by) => isSame(given(by)));
}

export interface EffectiveListener {
  readonly listener: Listener;
  /** Null: the files do not decide. */
  readonly port: number | null;
  readonly bind: 'all' | 'loopback' | null;
  /** A setting that lets it speak TLS is given, or nobody knows which does. */
  readonly maySecure?: true;
  /** It is not opened, or at a port that the system chooses: it is none of the ports that anybody asks for. */
  readonly isAside?: true;
}

/** Where a listener is once the container's settings are applied. Anything not understood is null, never a guess. */
export function effectiveListener(listener: Listener, settings: RunSettings): EffectiveListener {
  const { port, bind, configuredBy, movedBy = [], securedBy } = listener;
  const isPlain = !securedBy || (securedBy.length > 0 && securedBy.every((by) => givenBy(by, settings) === undefined));
  const isMoved = movedBy.some((by) => givenBy(by, settings) !== undefined);
  const start = { listener, ...(isMoved ? NOWHERE : { port, bind }), ...(isPlain ? {} : { maySecure: true as const }) };
  if (listener.isAside && !isMoved && configuredBy.every((by) => isUnset(givenBy(by, settings)))) {
    return { ...start, isAside: true };
  }
  // What wins over the others is known, whatever they say.
  return RANKS.reduce<EffectiveListener>((below, rank) => {
    const same = configuredBy.filter((by) => rankOf(by) === rank);
    return applied(same, below, settings);
  }, start);
}

/** Nothing, or what is as much: no port, no address. */
function isUnset(value: string | null | undefined): boolean {
  return value === undefined || value === '' || value === '0';
}

/** Somewhere that the files do not say. */
const NOWHERE = { port: null, bind: null };

/** With what settings of one rank give. */
function applied(settings: readonly string[], below: EffectiveListener, run: RunSettings): EffectiveListener {
  let { port, bind } = below;
  for (const by of settings) {
    const value = givenBy(by, run);
    if (value === undefined) continue;
    const address = value === null ? null : readAddress(value, by.slice(by.indexOf(':') + 1));
    if (address === null) return { ...below, ...NOWHERE };
    port = address.port ?? port;
    bind = address.bind ?? bind;
  }
  return { ...below, port, bind };
}

const RANKS = [0, 1, 2];

/** A flag wins over a variable, and that over a file, whichever the source asks first. */
export function rankOf(by: string): number {
  return by.startsWith('flag:') ? 2 : by.startsWith('config:') ? 0 : 1;
}

/** `8080`, `:8080`, `0.0.0.0:8080`, `[::1]:80` or a host alone; null where it is none of these. */
function readAddress(value: string, name: string): { port?: number; bind?: 'all' | 'loopback' } | null {
  const text = value.trim();
  if (text === '') return {};
  if (/^\d{1,5}$/.test(text)) return { port: Number(text) };
  const match = /^(?:tcp:\/\/)?(\[[^\]]*\]|[^:[\]]*):(\d{1,5})$/.exec(text);
  if (match) return { port: Number(match[2]), bind: bindOf(match[1] ?? '') };
  return /host|addr|bind|listen|ip$/i.test(name) && /^[\w.:[\]-]+$/.test(text) ? { bind: bindOf(text) } : null;
}

function bindOf(host: string): 'all' | 'loopback' {
  return isLoopback(host) ? 'loopback' : 'all';
}
