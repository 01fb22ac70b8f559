import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ComposeDependency } from './compose-service.ts';

/** What `depends_on` of a service names: a list, or a map with conditions. */
export function dependenciesOf(service: Field, root: Field): readonly ComposeDependency[] {
  const field = at(service, 'depends_on');
  const isOpen = bringsOthers(root);
  const dependency = (name: string, start: number, end: number, condition?: Field): ComposeDependency => {
    const other = at(root, 'services', name);
    const isHealthy = textAt(condition) === 'service_healthy';
    return {
      ...{ value: name, start, end },
      isAbsent: other === undefined && !isOpen && !name.includes('$'),
      untilHealthy: condition && isHealthy ? { start: condition.start, end: condition.end } : null,
      unchecked: other ? uncheckedImage(other) : null,
    };
  };
  if (field?.kind === 'list') {
    return items(field).flatMap((item) => {
      const name = textAt(item);
      return name === undefined ? [] : [dependency(name, item.start, item.end)];
    });
  }
  return entries(field).flatMap(({ key, keyRange, value }) =>
    textAt(value, 'required') === 'false'
      ? []
      : [dependency(key, keyRange.start, keyRange.end, at(value, 'condition'))],
  );
}

function uncheckedImage(service: Field): string | null {
  const isPlain = ['healthcheck', 'build', 'extends'].every((key) => at(service, key) === undefined);
  return isPlain ? (textAt(service, 'image') ?? null) : null;
}

/** By the names of services, and all that they are called besides; null where other files or networks bring more. */
export function reachableIn(root: Field): ReadonlySet<string> | null {
  const isShared = entries(at(root, 'networks')).some(({ value }) => at(value, 'external') !== undefined);
  if (bringsOthers(root) || isShared) return null;
  const names = entries(at(root, 'services')).flatMap(({ key, value: service }) => [
    key,
    ...['container_name', 'hostname'].flatMap((one) => textAt(service, one) ?? []),
    ...entries(at(service, 'networks')).flatMap(({ value }) => texts(at(value, 'aliases'))),
    ...[...texts(at(service, 'links')), ...texts(at(service, 'external_links'))].map((link) =>
      link.replace(/^.*:/, ''),
    ),
    ...texts(at(service, 'extra_hosts')).map((host) => host.replace(/[:=].*$/, '')),
    ...entries(at(service, 'extra_hosts')).map((entry) => entry.key),
  ]);
  return new Set(names);
}

function texts(list: Field | undefined): string[] {
  return items(list).flatMap((item) => textAt(item) ?? []);
}

/** Services that stand in other files. */
function bringsOthers(root: Field): boolean {
  return at(root, 'include') !== undefined || at(root, 'services', '<<') !== undefined;
}
