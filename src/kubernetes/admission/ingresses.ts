import { at, entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Entry, Field, Manifest, ManifestFile } from '../model.ts';
import {
  excludes,
  exactlyOne,
  fault,
  type Faults,
  formatted,
  isMissing,
  keyPlace,
  notEmpty,
  placeOf,
  within,
  wordOf,
} from './faults.ts';
import { dnsLabel, dnsSubdomain, domainPath, hostName, letterFirst, pathSegment, portName } from './formats.ts';
import { parseAddress } from './ip.ts';
import { countIn, filled, textIn, textsIn } from './reading.ts';

export function* ingressFaults(manifest: Manifest, file: ManifestFile, target: number): Faults {
  const spec = at(manifest.root, 'spec');
  if (!spec) return;
  const rules = entry(spec, 'rules');
  const backend = entry(spec, 'defaultBackend');
  if (items(rules?.value).length === 0 && !backend && rules?.value.kind !== 'scalar')
    yield fault(rules ? keyPlace(rules) : placeOf(manifest), ['An Ingress needs `rules` or `defaultBackend`']);
  if (backend && filled(spec, 'defaultBackend')) yield* backendFaults(backend, target);
  yield* formatted(spec, 'ingressClassName', dnsSubdomain, false);
  const annotation = textIn(manifest.root, 'metadata', 'annotations', 'kubernetes.io/ingress.class');
  const named = textIn(spec, 'ingressClassName');
  if (annotation && named && annotation.value !== named.value)
    yield fault(annotation, [
      'The annotation and `ingressClassName` name two classes: `{0}` and `{1}`',
      annotation.value,
      named.value,
    ]);
  for (const rule of items(rules?.value)) {
    const host = textIn(rule, 'host');
    if (host && host.value !== '') {
      const isAddress = parseAddress(host.value) !== undefined;
      const message = isAddress
        ? (['A host is a name, and `{0}` is an IP address', host.value] as const)
        : hostName(host.value);
      if (message) yield fault(host, message);
    }
    const paths = entry(at(rule, 'http'), 'paths');
    if (paths?.value.kind === 'list' && paths.value.items.length === 0)
      yield fault(keyPlace(paths), ['`{0}` is empty', 'paths']);
    for (const path of items(paths?.value)) yield* pathFaults(path, file, target);
  }
  for (const tls of items(at(spec, 'tls'))) {
    yield* formatted(tls, 'secretName', dnsSubdomain);
    for (const host of textsIn(tls, 'hosts')) {
      const message = hostName(host.value);
      if (message) yield fault(host, message);
    }
  }
}

const PATH_TYPES = ['Exact', 'Prefix', 'ImplementationSpecific'];

function* pathFaults(path: Field, file: ManifestFile, target: number): Faults {
  const type = textIn(path, 'pathType');
  const text = textIn(path, 'path');
  if (type) yield* wordOf(type, PATH_TYPES);
  const isLoose = type?.value === 'ImplementationSpecific';
  if (text && !(isLoose && text.value === '') && !text.value.startsWith('/')) {
    const edit = path.kind === 'map' ? setField(file.text, path, ['path'], `/${text.value}`) : undefined;
    yield fault(
      text,
      ['`{0}` must begin with `/`', text.value],
      edit ? [{ title: ['Write `{0}`', `/${text.value}`], safe: false, edits: [edit] }] : [],
    );
  } else if (text && !isLoose) {
    const odd =
      ['//', '/./', '/../', '%2f', '%2F'].find((part) => text.value.includes(part)) ??
      ['/..', '/.'].find((part) => text.value.endsWith(part));
    if (odd !== undefined) yield fault(text, ['`{0}` may not hold `{1}`', text.value, odd]);
  }
  if (type && type.value !== '' && !text && !isLoose && PATH_TYPES.includes(type.value) && !entry(path, 'path'))
    yield fault(type, ['`{0}` needs `{1}`', `pathType: ${type.value}`, 'path']);
  const backend = entry(path, 'backend');
  if (backend) yield* backendFaults(backend, target);
}

function* backendFaults(backend: Entry, target: number): Faults {
  if (backend.value.kind !== 'map') return;
  yield* exactlyOne(backend.value, ['service', 'resource'], keyPlace(backend), [
    'The backend names neither a Service nor a resource',
  ]);
  const service = at(backend.value, 'service');
  if (service && !filled(backend.value, 'resource')) {
    yield* formatted(service, 'name', target >= 36 ? dnsLabel : letterFirst, false);
    const port = entry(service, 'port');
    const number = countIn(port?.value, 'number');
    const name = textIn(port?.value, 'name');
    const nameEntry = entry(port?.value, 'name');
    if (name && name.value !== '' && number && number.value !== 0 && nameEntry)
      yield fault(keyPlace(nameEntry), excludes('name', 'number'));
    else if (name && name.value !== '') yield* formatted(port?.value, 'name', portName);
    else if (number && number.value !== 0) yield* within(port?.value, 'number', 1, 65535);
    const isUnset = !port
      ? service.kind === 'map'
      : port.value.kind === 'map' && !entry(port.value, 'name') && !entry(port.value, 'number');
    if (isUnset) yield fault(port ? keyPlace(port) : keyPlace(backend), ['The backend names no port of the Service']);
    else if (number?.value === 0 && !name)
      yield fault(number, ['`{0}` must be between {1} and {2}', 'number', 1, 65535]);
  }
  const resource = filled(backend.value, 'resource');
  yield* formatted(resource?.value, 'kind', pathSegment, false);
  yield* formatted(resource?.value, 'name', pathSegment, false);
  yield* formatted(resource?.value, 'apiGroup', dnsSubdomain, false);
}

export function* ingressClassFaults({ root }: Manifest): Faults {
  const spec = at(root, 'spec');
  const controller = textIn(spec, 'controller');
  if (controller && controller.value.length > 250)
    yield fault(controller, ['`{0}` may have at most {1} characters', 'controller', 250]);
  yield* formatted(spec, 'controller', domainPath, false);
  if (spec && !entry(spec, 'controller') && spec.kind === 'map')
    yield fault(entry(root, 'spec')?.keyRange ?? spec, isMissing('controller'));
  const parameters = filled(spec, 'parameters');
  if (!parameters) return;
  yield* notEmpty(parameters.value, 'kind', 'name');
  const scope = textIn(parameters.value, 'scope');
  if (scope) yield* wordOf(scope, ['Cluster', 'Namespace']);
  const namespace = filled(parameters.value, 'namespace');
  if (scope?.value === 'Namespace' && !namespace)
    yield fault(scope, ['`{0}` needs `{1}`', 'scope: Namespace', 'namespace']);
  if (namespace && (scope?.value === 'Cluster' || !scope))
    yield fault(keyPlace(namespace), ['`{0}` can be set only with `{1}`', 'namespace', 'scope: Namespace']);
}
