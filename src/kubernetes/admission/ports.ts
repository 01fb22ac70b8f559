import { entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Field, ManifestFile } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import {
  fault,
  type Faults,
  formatted,
  isMissing,
  isTwice,
  keyPlace,
  oneOf,
  spokenBy,
  twice,
  within,
} from './faults.ts';
import { portName } from './formats.ts';
import { countIn, isBeingTyped, isTrue, textIn } from './reading.ts';

/** What peers say of names and numbers of ports. */
const LINTER = ['kube-linter:invalid-target-ports'];
const SCORE = ['kube-score:container-ports-check'];

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** Ports of containers, and those of the node that they want. */
export function* portFaults({ spec, containers }: PodSpecView, isPod: boolean, file: ManifestFile): Faults {
  const hostNetwork = isTrue(spec, 'hostNetwork');
  const shared = new Set<string>();
  for (const { field, kind } of containers) {
    if (kind === 'ephemeral') continue;
    const list = entry(field, 'ports');
    const ports = list?.value;
    // Init containers run one by one.
    const taken = kind === 'container' ? shared : new Set<string>();
    yield* spokenBy(twice(ports, 'name'), SCORE);
    for (const port of items(ports)) {
      const isLong = (textIn(port, 'name')?.value.length ?? 0) > 15;
      yield* spokenBy(formatted(port, 'name', portName), isLong ? [...LINTER, ...SCORE] : LINTER);
      const number = countIn(port, 'containerPort');
      yield* spokenBy(within(port, 'containerPort', 1, 65535), number?.value === 0 ? SCORE : []);
      // At the list's key: while the line is typed, the rest of the item is not wrong.
      if (list && port.kind === 'map' && !entry(port, 'containerPort') && !isBeingTyped(port))
        yield { ...fault(keyPlace(list), isMissing('containerPort')), aliases: SCORE };
      if (countIn(port, 'hostPort')?.value !== 0) yield* within(port, 'hostPort', 1, 65535);
      yield* oneOf(port, 'protocol', PROTOCOLS);
      yield* hostPortFaults(port, taken, hostNetwork && kind === 'container', isPod, file);
    }
  }
}

function* hostPortFaults(
  port: Field,
  taken: Set<string>,
  hostNetwork: boolean,
  isPod: boolean,
  file: ManifestFile,
): Faults {
  const host = countIn(port, 'hostPort');
  const own = countIn(port, 'containerPort');
  if (!host || host.value === 0) return;
  const key = `${textIn(port, 'protocol')?.value ?? 'TCP'} ${textIn(port, 'hostIP')?.value ?? ''} ${host.value}`;
  if (taken.has(key)) yield fault(host, isTwice(String(host.value)));
  taken.add(key);
  if (!hostNetwork || !own || own.value === host.value) return;
  const edit = port.kind === 'map' ? setField(file.text, port, ['hostPort'], own.value) : undefined;
  yield fault(
    host,
    ['`hostPort` must be the `containerPort` {0} when `hostNetwork` is true', own.value],
    edit ? [{ title: ['Write `{0}`', String(own.value)], safe: isPod, edits: [edit] }] : [],
  );
}

/** A port by number or name. */
export function* portReference(field: Field | undefined, key: string): Faults {
  yield* within(field, key, 1, 65535);
  yield* formatted(field, key, portName, false);
}
