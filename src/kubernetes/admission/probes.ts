import { at, entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Entry, Field, ManifestFile } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import { exactlyOne, fault, type Faults, isMissing, keyPlace, notNegative, oneOf, onlyWith, within } from './faults.ts';
import { portReference } from './ports.ts';
import { countIn, filled, textIn } from './reading.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const NUMBERS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

/** Probes and lifecycle hooks. */
export function* probeFaults({ spec, containers }: PodSpecView, file: ManifestFile, target: number): Faults {
  const grace = countIn(spec, 'terminationGracePeriodSeconds')?.value ?? 30;
  for (const { field, kind } of containers) {
    if (kind !== 'container' && kind !== 'sidecar') continue;
    for (const key of PROBES) {
      const probe = entry(field, key);
      if (probe?.value.kind === 'map') yield* oneProbe(probe, file);
    }
    const lifecycle = at(field, 'lifecycle');
    for (const key of ['postStart', 'preStop']) {
      const hook = entry(lifecycle, key);
      if (hook?.value.kind !== 'map') continue;
      yield* handlerFaults(hook, ['exec', 'httpGet', 'tcpSocket', 'sleep']);
      const sleep = countIn(hook.value, 'sleep', 'seconds');
      if (sleep && (sleep.value < (target >= 33 ? 0 : 1) || sleep.value > grace))
        yield fault(sleep, ['`{0}` must be between {1} and {2}', 'seconds', target >= 33 ? 0 : 1, grace]);
    }
    const signal = filled(lifecycle, 'stopSignal');
    if (signal && !filled(at(spec, 'os'), 'name'))
      yield fault(keyPlace(signal), ['`{0}` needs `{1}`', 'stopSignal', 'os.name']);
  }
}

function* oneProbe(probe: Entry, file: ManifestFile): Faults {
  const { key, value } = probe;
  yield* handlerFaults(probe, ['exec', 'httpGet', 'tcpSocket', 'grpc']);
  const threshold = countIn(value, 'successThreshold');
  yield* notNegative(value, ...NUMBERS);
  if (key !== 'readinessProbe' && threshold && threshold.value > 1) {
    const edit = value.kind === 'map' ? setField(file.text, value, ['successThreshold'], 1) : undefined;
    yield fault(
      threshold,
      ['`successThreshold` of a `{0}` must be 1', key],
      edit ? [{ title: ['Write `{0}`', '1'], safe: true, edits: [edit] }] : [],
    );
  }
  const grace = filled(value, 'terminationGracePeriodSeconds');
  if (!grace) return;
  if (key === 'readinessProbe') yield fault(keyPlace(grace), onlyWith(grace.key, 'livenessProbe'));
  else yield* within(value, 'terminationGracePeriodSeconds', 1);
}

function* handlerFaults(owner: Entry, kinds: readonly string[]): Faults {
  const { value, key } = owner;
  // What has nothing in it but braces, or is still to be written, is missing in the same way.
  yield* exactlyOne(value, kinds, keyPlace(owner), ['`{0}` does not say what to do: {1}', key, kinds.join(', ')]);
  yield* execFaults(at(value, 'exec'));
  yield* httpFaults(at(value, 'httpGet'));
  if (at(value, 'tcpSocket')) yield* portReference(at(value, 'tcpSocket'), 'port');
  yield* within(at(value, 'grpc'), 'port', 1, 65535);
}

function* execFaults(exec: Field | undefined): Faults {
  if (exec?.kind !== 'map') return;
  const command = entry(exec, 'command');
  if (!command) yield fault({ start: exec.start, end: Math.max(exec.end, exec.start) }, isMissing('command'));
  else if (command.value.kind === 'list' && command.value.items.length === 0)
    yield fault(keyPlace(command), ['`{0}` is empty', 'command']);
}

function* httpFaults(http: Field | undefined): Faults {
  if (!http) return;
  yield* portReference(http, 'port');
  yield* oneOf(http, 'scheme', ['HTTP', 'HTTPS']);
  for (const header of items(at(http, 'httpHeaders'))) {
    const name = textIn(header, 'name');
    if (name && !/^[-A-Za-z0-9]+$/.test(name.value))
      yield fault(name, ['`{0}` is no name of an HTTP header', name.value]);
  }
}
