import { certaintyOf } from './address.ts';
import type { FoundListener } from './listeners.ts';
import type { Listener } from '../project.ts';
import { hasHole } from '../values/setting.ts';

/** What a port speaks that several servers share, or that is served with or without TLS: the plainest, before a bare socket. */
const PROTOCOLS: readonly Listener['protocol'][] = ['http', 'grpc', 'https', 'udp', 'tcp', null];

/**
 * One listener for each port, in the order of the files: two branches, two callers or two servers that share it are one.
 * What is open is told once for each place, and only where nothing is known of that place. `defaults`: what flags hold.
 */
export function mergeListeners(all: readonly FoundListener[], defaults: ReadonlyMap<string, string>): FoundListener[] {
  const found = withoutThoseOff(all);
  const groups = new Map<string, FoundListener[]>();
  for (const one of [...found].sort((a, b) => order(a.listener, b.listener))) {
    const key = isItsOwn(one, found)
      ? `${placeKey(one.listener)} ${one.listener.configuredBy.join()}`
      : keyOf(one.listener);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const known = new Set(
    found.filter(({ listener }) => listener.port !== null).map(({ listener }) => placeKey(listener)),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || (first.listener.port === null && known.has(placeKey(first.listener)))) return [];
    const [on, off] = [group.filter((one) => !one.off), group.filter((one) => one.off)];
    const opened = merged(
      (on.length > 0 ? on : group).map((one) => one.listener),
      defaults,
    );
    const listener = { ...opened, ...securedBy(opened, group) };
    const openedAt = group.map((one) => one.listener);
    // What several serve is on where one of them is.
    return distinctHandlers([...on, ...off]).map((one) => ({
      ...{ ...one, listener, openedAt },
      speaks: one.listener.protocol,
    }));
  });
}

/** `go serve(os.Getenv("PORT1"))` beside `serve(os.Getenv("PORT2"))`: each caller opens a port of its own, whatever it is. */
function isItsOwn({ listener, caller }: FoundListener, all: readonly FoundListener[]): boolean {
  if (listener.port !== null || listener.configuredBy.length === 0 || !caller) return false;
  const others = all.filter((one) => one.caller !== caller && placeKey(one.listener) === placeKey(listener));
  return others.length > 0 && others.every((one) => isOfAnother(one, listener.configuredBy));
}

function isOfAnother(
  { listener: { port, configuredBy }, caller }: FoundListener,
  settings: readonly string[],
): boolean {
  if (!caller || port !== null || configuredBy.length === 0) return false;
  return !configuredBy.some((by) => settings.includes(by));
}

/** What is not opened by default has no port that anybody can count on; it stays beside one that opens the same port. */
function withoutThoseOff(all: readonly FoundListener[]): FoundListener[] {
  const ports = new Set(all.filter(({ off }) => !off).map(({ listener }) => keyOf(listener)));
  return all.map((one): FoundListener => {
    const { listener, off } = one;
    if (!off || (listener.port !== null && ports.has(keyOf(listener)))) return one;
    const settings = [...new Set([...listener.configuredBy, ...off])];
    const configuredBy = settings.filter((by) => !hasHole(by));
    const isAside = off.length > 0 && configuredBy.length === settings.length && !listener.movedBy;
    return {
      ...one,
      listener: { ...listener, port: null, configuredBy, ...(isAside && { isAside }), certainty: 'unknown' },
    };
  });
}

function keyOf(listener: Listener): string {
  const { port, protocol } = listener;
  return port === null ? placeKey(listener) : `${port}/${protocol === 'udp' ? 'udp' : 'tcp'}`;
}

function placeKey({ file, start }: Listener): string {
  return `${file}:${start}`;
}

function merged(listeners: readonly Listener[], defaults: ReadonlyMap<string, string>): Listener {
  const [best] = [...listeners].sort((a, b) => PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol));
  if (!best) throw new Error('a group is never empty');
  const configuredBy = [...new Set([best, ...listeners].flatMap((one) => one.configuredBy))];
  const movedBy = [...new Set(listeners.flatMap((one) => one.movedBy ?? []))];
  const isDefault = listeners.some(({ certainty }) => certainty === 'default');
  const plain = configuredBy.flatMap((by) => {
    const text = defaults.get(by);
    return text === undefined ? [] : [[by, text] as const];
  });
  return {
    ...best,
    bind: bindOf(best, listeners),
    configuredBy,
    ...(movedBy.length > 0 && { movedBy }),
    ...(plain.length > 0 && { defaults: Object.fromEntries(plain) }),
    certainty: isDefault ? 'default' : certaintyOf(best.port, configuredBy),
  };
}

/** What serves the same port with TLS instead, in another branch. */
function securedBy({ protocol }: Listener, group: readonly FoundListener[]): Pick<Listener, 'securedBy'> {
  const secured = group.filter(({ listener }) => listener.protocol === 'https');
  if (protocol !== 'http' || secured.length === 0) return {};
  const isDecided = secured.every(({ off }) => off && off.length > 0);
  return { securedBy: isDecided ? [...new Set(secured.flatMap(({ off }) => off ?? []))] : [] };
}

/** One call that is given several addresses opens any of them: where these differ, nothing is known. */
function bindOf(best: Listener, listeners: readonly Listener[]): Listener['bind'] {
  const here = listeners.filter((one) => placeKey(one) === placeKey(best));
  return here.every(({ bind }) => bind === best.bind) ? best.bind : null;
}

function distinctHandlers(group: readonly FoundListener[]): FoundListener[] {
  const seen = new Set<unknown>();
  return group.filter(({ handler }) => {
    const key = handler?.expression ?? handler;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function order(a: Listener, b: Listener): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start;
}
