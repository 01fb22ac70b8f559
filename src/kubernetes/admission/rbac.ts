import { at, entry, items } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';
import {
  excludes,
  fault,
  type Faults,
  formatted,
  isEmpty,
  isMissing,
  keyPlace,
  notEmpty,
  oneOf,
  wordOf,
} from './faults.ts';
import { dnsSubdomain, pathSegment } from './formats.ts';
import { selectorFaults } from './selectors.ts';
import { filled, textIn } from './reading.ts';

const GROUP = 'rbac.authorization.k8s.io';

export function* roleFaults({ root, kind }: Manifest): Faults {
  for (const rule of items(at(root, 'rules'))) yield* ruleFaults(rule, kind === 'Role');
  const selectors = entry(at(root, 'aggregationRule'), 'clusterRoleSelectors');
  const aggregation = filled(root, 'aggregationRule');
  if (aggregation?.value.kind === 'map' && !selectors)
    yield fault(keyPlace(aggregation), isMissing('clusterRoleSelectors'));
  if (selectors?.value.kind === 'list' && selectors.value.items.length === 0)
    yield fault(keyPlace(selectors), isEmpty('clusterRoleSelectors'));
  for (const selector of items(selectors?.value)) yield* selectorFaults(selector);
}

function isEmptyList(field: Field | undefined): boolean {
  return field?.kind === 'list' && field.items.length === 0;
}

function* ruleFaults(rule: Field, isNamespaced: boolean): Faults {
  if (rule.kind !== 'map') return;
  const place = rule.entries[0]?.keyRange ?? rule;
  const verbs = entry(rule, 'verbs');
  if (verbs && isEmptyList(verbs.value)) yield fault(keyPlace(verbs), isEmpty('verbs'));
  const urls = filled(rule, 'nonResourceURLs');
  const has = (key: string) => items(at(rule, key)).length > 0;
  if (urls && items(urls.value).length > 0) {
    if (isNamespaced) yield fault(keyPlace(urls), ['A Role cannot allow `nonResourceURLs`; a ClusterRole can']);
    const other = ['resources', 'apiGroups', 'resourceNames'].find(has);
    if (other !== undefined) yield fault(keyPlace(urls), excludes(other, 'nonResourceURLs'));
    return;
  }
  for (const key of ['apiGroups', 'resources']) {
    const found = entry(rule, key);
    if (!found) yield fault(place, isMissing(key));
    else if (isEmptyList(found.value)) yield fault(keyPlace(found), isEmpty(key));
  }
}

/** `isPlaced`: a build writes the namespaces of accounts. */
export function* bindingFaults(manifest: Manifest, file: ManifestFile, isPlaced: boolean): Faults {
  const { root, kind } = manifest;
  const isNamespaced = kind === 'RoleBinding';
  const reference = at(root, 'roleRef');
  yield* groupFaults(reference);
  const role = textIn(reference, 'kind');
  if (role && !isNamespaced && role.value === 'Role')
    yield fault(role, ['A ClusterRoleBinding can only bind a ClusterRole']);
  else if (role) yield* wordOf(role, isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']);
  yield* formatted(reference, 'name', pathSegment, false);
  for (const subject of items(at(root, 'subjects'))) yield* subjectFaults(subject, isNamespaced, isPlaced, file);
}

/** The group is filled in where it is not written. */
function* groupFaults(reference: Field | undefined): Faults {
  const group = textIn(reference, 'apiGroup');
  if (group && group.value !== '' && group.value !== GROUP) yield* wordOf(group, [GROUP]);
}

function* subjectFaults(subject: Field, isNamespaced: boolean, isPlaced: boolean, file: ManifestFile): Faults {
  yield* oneOf(subject, 'kind', ['ServiceAccount', 'User', 'Group']);
  const kind = textIn(subject, 'kind');
  if (kind?.value === '') yield fault(kind, isEmpty('kind'));
  const group = textIn(subject, 'apiGroup');
  if (kind?.value === 'ServiceAccount') {
    yield* formatted(subject, 'name', dnsSubdomain, false);
    const found = entry(subject, 'apiGroup');
    if (group && group.value !== '' && found) yield fault(keyPlace(found), ['A ServiceAccount has no `apiGroup`']);
    if (!isNamespaced && !isPlaced && !entry(subject, 'namespace'))
      yield fault(
        at(subject, 'name') ?? subject,
        ['A ClusterRoleBinding must say the `namespace` of its ServiceAccount'],
        namespaceFix(subject, file),
      );
    else if (!isNamespaced && !isPlaced) yield* notEmpty(subject, 'namespace');
  } else {
    yield* notEmpty(subject, 'name');
    if (group && group.value !== '' && (kind?.value === 'User' || kind?.value === 'Group'))
      yield* wordOf(group, [GROUP]);
  }
}

function namespaceFix(subject: Field, file: ManifestFile) {
  const edit = subject.kind === 'map' ? setField(file.text, subject, ['namespace'], 'default') : undefined;
  return edit ? [{ title: ['Write `namespace: default`'] as const, safe: false, edits: [edit] }] : [];
}
