import { at, entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';
import {
  fault,
  type Faults,
  formatted,
  isTwice,
  keyPlace,
  oneOf,
  onlyWith,
  placeOf,
  spokenBy,
  twice,
  within,
  withoutKey,
} from './faults.ts';
import { dnsLabel, labelKey } from './formats.ts';
import { networkFault } from './ip.ts';
import { addressFaults } from './service-addresses.ts';
import { portReference, PROTOCOLS } from './ports.ts';
import { labelFaults } from './selectors.ts';
import { countIn, filled, isBeingTyped, textIn, textsIn } from './reading.ts';

const LINTER = ['kube-linter:invalid-target-ports'];
const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/** The range is the server's usual one; it can be told another. */
const NODE_PORT_SEVERITY = 'warning';

export interface Service {
  readonly spec: Field;
  readonly type: string;
  readonly isHeadless: boolean;
}

export function* serviceFaults(manifest: Manifest, file: ManifestFile, target: number): Faults {
  const spec = at(manifest.root, 'spec');
  if (spec?.kind !== 'map') return;
  const written = textIn(spec, 'type');
  // What a placeholder becomes decides all the rest.
  if (at(spec, 'type') && !written) return;
  yield* oneOf(spec, 'type', TYPES);
  const service = {
    spec,
    type: written && written.value !== '' ? written.value : 'ClusterIP',
    isHeadless: textIn(spec, 'clusterIP')?.value === 'None' || textIn(spec, 'clusterIPs', 0)?.value === 'None',
  };
  yield* portsFaults(service, manifest, file);
  yield* addressFaults(service, target);
  yield* labelFaults(at(spec, 'selector'));
  yield* affinityFaults(spec);
  yield* trafficFaults(service, file);
}

function* portsFaults({ spec, type, isHeadless }: Service, manifest: Manifest, file: ManifestFile): Faults {
  const list = entry(spec, 'ports');
  const ports = items(list?.value);
  if (!list && !isHeadless && type !== 'ExternalName' && !isBeingTyped(spec))
    yield fault(placeOf(manifest), ['A Service of this type needs `ports`']);
  if (list?.value.kind === 'list' && ports.length === 0 && !isHeadless && type !== 'ExternalName')
    yield fault(keyPlace(list), ['A Service of this type needs `ports`']);
  yield* twice(list?.value, 'name');
  const numbers = new Set<string>();
  const nodes = new Set<string>();
  for (const port of ports) {
    const name = entry(port, 'name');
    if (ports.length > 1 && port.kind === 'map' && !name)
      yield fault(at(port, 'port') ?? port, ['Of several ports each needs a `name`'], namedPort(port, ports, file));
    yield* formatted(port, 'name', dnsLabel, ports.length === 1);
    yield* within(port, 'port', 1, 65535);
    yield* oneOf(port, 'protocol', PROTOCOLS);
    if (
      filled(port, 'targetPort') &&
      textIn(port, 'targetPort')?.value !== '' &&
      countIn(port, 'targetPort')?.value !== 0
    )
      yield* spokenBy(portReference(port, 'targetPort'), LINTER);
    yield* formatted(port, 'appProtocol', labelKey, false);
    const protocol = textIn(port, 'protocol')?.value ?? 'TCP';
    const number = countIn(port, 'port');
    if (number && numbers.has(`${protocol} ${number.value}`))
      yield fault(number, isTwice(`${protocol} ${number.value}`));
    if (number) numbers.add(`${protocol} ${number.value}`);
    const node = countIn(port, 'nodePort');
    if (!node || node.value === 0) continue;
    if (type === 'ClusterIP')
      yield fault(
        entry(port, 'nodePort')?.keyRange ?? node,
        onlyWith('nodePort', 'type: NodePort'),
        nodePortFixes(port, spec, file),
      );
    else if (node.value < 30_000 || node.value > 32_767)
      yield {
        ...fault(node, ['`{0}` must be between {1} and {2}', 'nodePort', 30_000, 32_767]),
        severity: NODE_PORT_SEVERITY,
      };
    if (nodes.has(`${protocol} ${node.value}`)) yield fault(node, isTwice(String(node.value)));
    nodes.add(`${protocol} ${node.value}`);
  }
}

function nodePortFixes(port: Field, spec: Field, file: ManifestFile) {
  const change = spec.kind === 'map' ? setField(file.text, spec, ['type'], 'NodePort') : undefined;
  return [
    ...withoutKey(file, port, 'nodePort', false),
    ...(change ? [{ title: ['Write `type: NodePort`'] as const, safe: false, edits: [change] }] : []),
  ];
}

/** What a port is called as a rule; nothing counts on the name of a port that had none. */
function namedPort(port: Field, ports: readonly Field[], file: ManifestFile) {
  const number = countIn(port, 'port')?.value;
  const target = textIn(port, 'targetPort')?.value;
  const usual = number === 443 ? 'https' : number === 80 ? 'http' : `port-${number ?? 0}`;
  const name = target !== undefined && !dnsLabel(target) ? target : usual;
  if (
    number === undefined ||
    ports.some(
      (one) =>
        textIn(one, 'name')?.value === name ||
        (one !== port && !entry(one, 'name') && textIn(one, 'targetPort')?.value === name),
    )
  )
    return [];
  const edit = port.kind === 'map' ? setField(file.text, port, ['name'], name) : undefined;
  return edit ? [{ title: ['Name it `{0}`', name] as const, safe: true, edits: [edit] }] : [];
}

function* affinityFaults(spec: Field): Faults {
  yield* oneOf(spec, 'sessionAffinity', ['None', 'ClientIP']);
  // Of other Services the server takes the configuration away.
  if (textIn(spec, 'sessionAffinity')?.value === 'ClientIP')
    yield* within(at(spec, 'sessionAffinityConfig', 'clientIP'), 'timeoutSeconds', 1, 86_400);
}

function* trafficFaults({ spec, type }: Service, file: ManifestFile): Faults {
  const isExternal =
    type === 'NodePort' ||
    type === 'LoadBalancer' ||
    (type === 'ClusterIP' && items(at(spec, 'externalIPs')).length > 0);
  const external = textIn(spec, 'externalTrafficPolicy');
  const removal = (key: string) => withoutKey(file, spec, key, true);
  if (external && external.value !== '' && !isExternal)
    yield fault(
      entry(spec, 'externalTrafficPolicy')?.keyRange ?? external,
      onlyWith('externalTrafficPolicy', 'type: LoadBalancer'),
      removal('externalTrafficPolicy'),
    );
  else yield* oneOf(spec, 'externalTrafficPolicy', ['Cluster', 'Local']);
  yield* oneOf(spec, 'internalTrafficPolicy', ['Cluster', 'Local']);
  yield* oneOf(spec, 'trafficDistribution', ['PreferClose', 'PreferSameZone', 'PreferSameNode']);
  const health = countIn(spec, 'healthCheckNodePort');
  if (health && health.value !== 0 && !(type === 'LoadBalancer' && external?.value === 'Local'))
    yield fault(health, onlyWith('healthCheckNodePort', 'externalTrafficPolicy: Local'));
  if (type === 'LoadBalancer') {
    yield* formatted(spec, 'loadBalancerClass', labelKey, false);
    return;
  }
  for (const key of ['loadBalancerClass', 'allocateLoadBalancerNodePorts', 'loadBalancerSourceRanges']) {
    const found = filled(spec, key);
    if (!found || (found.value.kind === 'list' && found.value.items.length === 0)) continue;
    yield fault(keyPlace(found), onlyWith(key, 'type: LoadBalancer'), removal(key));
  }
}

/** Blocks of addresses, which are checked whatever the type. */
export function* sourceRangeFaults(spec: Field | undefined, target: number): Faults {
  for (const range of textsIn(spec, 'loadBalancerSourceRanges'))
    yield* networkFault({ ...range, value: range.value.trim() }, target);
}
