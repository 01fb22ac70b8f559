import { at, items } from '../fields.ts';
import type { Field } from '../model.ts';
import type { ContainerView, PodSpecView } from '../pods/workloads.ts';
import { excludes, fault, type Faults, formatted, isTwice, keyPlace, notEmpty, oneOf, onlyWith } from './faults.ts';
import { noBacksteps, relativePath } from './formats.ts';
import { spelling } from './spelling.ts';
import { filled, isTrue, type Text, textIn } from './reading.ts';
import { isPlaceholder } from '../placeholder.ts';

/** What containers mount of the pod's volumes; `more`: volumes that are not among them, such as those of claim templates. */
export function* mountFaults({ spec, containers }: PodSpecView, more: ReadonlySet<string>): Faults {
  const volumes = new Map<string, Field>();
  let hasPlaceholders = false;
  for (const volume of items(at(spec, 'volumes'))) {
    const name = at(volume, 'name');
    if (name?.kind !== 'scalar') continue;
    volumes.set(String(name.value), volume);
    hasPlaceholders ||= isPlaceholder(String(name.value));
  }
  const names = hasPlaceholders ? undefined : [...volumes.keys(), ...more];
  for (const container of containers) {
    if (container.kind === 'ephemeral') continue;
    yield* containerMounts(container, names);
    yield* deviceFaults(container, names, volumes, more);
  }
}

function* containerMounts({ field }: ContainerView, names: readonly string[] | undefined): Faults {
  const paths = new Set<string>();
  for (const mount of items(at(field, 'volumeMounts'))) {
    yield* known(textIn(mount, 'name'), names);
    const path = textIn(mount, 'mountPath');
    yield* notEmpty(mount, 'name', 'mountPath');
    if (path && paths.has(path.value)) yield fault(path, ['Two volumes are mounted at `{0}`', path.value]);
    if (path && path.value !== '') paths.add(path.value);
    yield* formatted(mount, 'subPath', relativePath);
    const expression = filled(mount, 'subPathExpr');
    if (expression && (textIn(mount, 'subPath')?.value ?? '') !== '')
      yield fault(keyPlace(expression), excludes('subPath', 'subPathExpr'));
    // Variables are put into it by the kubelet, so they are no placeholders here.
    const written = expression?.value.kind === 'scalar' ? String(expression.value.value) : '';
    const message = written === '' ? undefined : relativePath(written);
    if (expression && message) yield fault(expression.value, message);
    yield* propagationFaults(mount, field);
  }
}

function* propagationFaults(mount: Field, container: Field): Faults {
  yield* oneOf(mount, 'mountPropagation', ['None', 'HostToContainer', 'Bidirectional']);
  yield* oneOf(mount, 'recursiveReadOnly', ['Disabled', 'IfPossible', 'Enabled']);
  const propagation = textIn(mount, 'mountPropagation');
  if (propagation?.value === 'Bidirectional' && !isTrue(container, 'securityContext', 'privileged'))
    yield fault(propagation, onlyWith('mountPropagation: Bidirectional', 'privileged: true'));
  const recursive = textIn(mount, 'recursiveReadOnly');
  if (!recursive || (recursive.value !== 'IfPossible' && recursive.value !== 'Enabled')) return;
  if (!isTrue(mount, 'readOnly')) yield fault(recursive, onlyWith('recursiveReadOnly', 'readOnly: true'));
  else if (propagation && propagation.value !== 'None')
    yield fault(recursive, onlyWith('recursiveReadOnly', 'mountPropagation: None'));
}

function* known(name: Text | undefined, names: readonly string[] | undefined): Faults {
  if (!name || !names || name.value === '' || names.includes(name.value)) return;
  const meant = spelling(name.value, names);
  yield fault(
    name,
    meant === undefined
      ? ['The pod has no volume `{0}`', name.value]
      : ['The pod has no volume `{0}`; did you mean `{1}`?', name.value, meant],
    meant === undefined
      ? []
      : [{ title: ['Write `{0}`', meant], safe: false, edits: [{ start: name.start, end: name.end, text: meant }] }],
  );
}

function* deviceFaults(
  { field }: ContainerView,
  names: readonly string[] | undefined,
  volumes: ReadonlyMap<string, Field>,
  more: ReadonlySet<string>,
): Faults {
  const devices = at(field, 'volumeDevices');
  if (!devices) return;
  const mounted = new Map(
    items(at(field, 'volumeMounts')).map((mount) => [textIn(mount, 'name')?.value, textIn(mount, 'mountPath')?.value]),
  );
  const mountPaths = new Set(mounted.values());
  const seen = new Set<string>();
  for (const device of items(devices)) {
    const name = textIn(device, 'name');
    yield* known(name, names);
    yield* formatted(device, 'devicePath', noBacksteps, false);
    const volume = volumes.get(name?.value ?? '');
    if (
      name &&
      volume &&
      !more.has(name.value) &&
      !filled(volume, 'persistentVolumeClaim') &&
      !filled(volume, 'ephemeral')
    )
      yield fault(name, ['Only a claim can be a device, and the volume `{0}` is none', name.value]);
    if (name && mounted.has(name.value))
      yield fault(name, ['The volume `{0}` is mounted, so it cannot be a device, too', name.value]);
    const path = textIn(device, 'devicePath');
    if (path && mountPaths.has(path.value)) yield fault(path, ['Two volumes are mounted at `{0}`', path.value]);
    for (const one of [name, path]) {
      if (one && one.value !== '' && seen.has(one.value)) yield fault(one, isTwice(one.value));
      if (one) seen.add(one.value);
    }
  }
}

/** Names of the claim templates of a StatefulSet, which are volumes of its pods. */
export function claimTemplates(root: Field): ReadonlySet<string> {
  const list = at(root, 'spec', 'volumeClaimTemplates');
  if (!list) return NONE;
  return new Set(items(list).map((claim) => textIn(at(claim, 'metadata'), 'name')?.value ?? ''));
}

const NONE: ReadonlySet<string> = new Set();
