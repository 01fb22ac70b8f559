import { at, entry, items } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import { excludes, fault, type Faults, formatted, keyPlace, oneOf, within } from './faults.ts';
import { portName } from './formats.ts';
import { isWithin, networkFault, parseNetwork } from './ip.ts';
import { PROTOCOLS } from './ports.ts';
import { selectorFaults } from './selectors.ts';
import { countIn, filled, textIn, textsIn } from './reading.ts';

const TYPES = ['Ingress', 'Egress'];

export function* networkPolicyFaults({ root }: Manifest, target: number): Faults {
  const spec = at(root, 'spec');
  yield* selectorFaults(at(spec, 'podSelector'));
  const types = entry(spec, 'policyTypes');
  const names = textsIn(types?.value);
  if (types && items(types.value).length > 2)
    yield fault(keyPlace(types), ['`{0}` may have at most {1} entries', 'policyTypes', 2]);
  for (const name of names)
    if (!TYPES.includes(name.value)) yield fault(name, ['`{0}` is none of {1}', name.value, '`Ingress`, `Egress`']);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const rule of items(at(spec, direction))) {
      for (const port of items(at(rule, 'ports'))) yield* portFaults(port);
      for (const peer of items(at(rule, peers))) yield* peerFaults(peer, target);
    }
  }
}

function* portFaults(port: Field): Faults {
  yield* oneOf(port, 'protocol', PROTOCOLS);
  yield* within(port, 'port', 1, 65535);
  yield* formatted(port, 'port', portName, false);
  const end = countIn(port, 'endPort');
  if (!end) return;
  const from = countIn(port, 'port');
  const name = textIn(port, 'port');
  const key = entry(port, 'endPort')?.keyRange ?? end;
  if (!entry(port, 'port')) yield fault(key, ['`{0}` needs `{1}`', 'endPort', 'port']);
  else if (name) yield fault(key, ['`endPort` needs a `port` that is a number']);
  else if (from && end.value < from.value) yield fault(end, ['`endPort` must be at least the `port` {0}', from.value]);
  else yield* within(port, 'endPort', 1, 65535);
}

function* peerFaults(peer: Field, target: number): Faults {
  if (peer.kind !== 'map') return;
  const block = filled(peer, 'ipBlock');
  const other = filled(peer, 'podSelector') ?? filled(peer, 'namespaceSelector');
  if (block && other) yield fault(keyPlace(block), excludes(other.key, 'ipBlock'));
  const isUnwritten = ['ipBlock', 'podSelector', 'namespaceSelector'].some((key) => entry(peer, key));
  if (!block && !other && !isUnwritten)
    yield fault(peer, ['The peer is neither pods, namespaces nor a block of addresses']);
  yield* selectorFaults(at(peer, 'podSelector'));
  yield* selectorFaults(at(peer, 'namespaceSelector'));
  const cidr = textIn(block?.value, 'cidr');
  if (!cidr) return;
  yield* networkFault(cidr, target);
  const outer = parseNetwork(cidr.value);
  for (const except of textsIn(block?.value, 'except')) {
    yield* networkFault(except, target);
    const inner = parseNetwork(except.value);
    if (outer && inner && !isWithin(inner, outer))
      yield fault(except, ['`{0}` is no part of `{1}`', except.value, cidr.value]);
  }
}
