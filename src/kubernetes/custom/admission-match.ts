import { at, entries, items, textAt } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';
import type { Workspace } from '../workspace.ts';
import { groupAndVersion, resourceOf } from './resources.ts';

/** Whether a policy, or a binding of it, is about the creation of an object; false where nobody can tell here. */
export function isAbout(constraints: Field | undefined, manifest: Manifest, workspace: Workspace): boolean {
  if (!constraints) return true;
  const rules = items(at(constraints, 'resourceRules'));
  if (rules.length > 0 && !rules.some((rule) => coversObject(rule, manifest))) return false;
  if (items(at(constraints, 'excludeResourceRules')).some((rule) => coversObject(rule, manifest))) return false;
  if (selects(at(constraints, 'objectSelector'), manifest.labels) !== true) return false;
  const selector = at(constraints, 'namespaceSelector');
  return isEmpty(selector) || selectsNamespace(selector, manifest.namespace, workspace) === true;
}

function coversObject(rule: Field, { apiVersion, kind, name }: Manifest): boolean {
  const { group, version } = groupAndVersion(apiVersion);
  const has = (key: string, value: string) => {
    const list = items(at(rule, key)).map((item) => textAt(item));
    return list.includes('*') || list.includes(value);
  };
  const resources = items(at(rule, 'resources')).map((item) => textAt(item));
  const names = items(at(rule, 'resourceNames')).map((item) => textAt(item));
  return (
    has('apiGroups', group) &&
    has('apiVersions', version) &&
    has('operations', 'CREATE') &&
    (resources.includes('*') || resources.includes('*/*') || resources.includes(resourceOf(kind))) &&
    (names.length === 0 || names.includes(name))
  );
}

/** Undefined: the namespace's labels stand in none of the files, and its name does not decide. */
function selectsNamespace(selector: Field | undefined, written: string, workspace: Workspace): boolean | undefined {
  const namespace = written === '' ? 'default' : written;
  const found = workspace.find('Namespace', '', namespace);
  const labels = new Map(found?.manifest.labels);
  labels.set('kubernetes.io/metadata.name', namespace);
  const keys = [
    ...entries(at(selector, 'matchLabels')).map(({ key }) => key),
    ...items(at(selector, 'matchExpressions')).map((one) => textAt(one, 'key') ?? ''),
  ];
  if (!found && keys.some((key) => key !== 'kubernetes.io/metadata.name')) return undefined;
  return selects(selector, labels);
}

function isEmpty(selector: Field | undefined): boolean {
  return items(at(selector, 'matchExpressions')).length === 0 && entries(at(selector, 'matchLabels')).length === 0;
}

function selects(selector: Field | undefined, labels: ReadonlyMap<string, string>): boolean | undefined {
  for (const { key, value } of entries(at(selector, 'matchLabels'))) {
    if (labels.get(key) !== textAt(value)) return false;
  }
  for (const expression of items(at(selector, 'matchExpressions'))) {
    const value = labels.get(textAt(expression, 'key') ?? '');
    const values = items(at(expression, 'values')).map((item) => textAt(item) ?? '');
    const isOne = value !== undefined && values.includes(value);
    const operator = textAt(expression, 'operator');
    if (operator === 'In' && !isOne) return false;
    if (operator === 'NotIn' && isOne) return false;
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
  }
  return true;
}
