import { appendItem } from '../../kubernetes/edit.ts';
import { at, entries, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Entry, Field } from '../../kubernetes/model.ts';
import type { Located } from '../containers/containers.ts';
import type { ComposeService, ComposeVariable } from './compose-service.ts';
import { dependenciesOf } from './neighbours.ts';

/** How a service of a compose file runs; what is merged in from elsewhere in the file counts, what another file says does not. */
export function composeService(
  { key, keyRange, value: service }: Entry,
  root: Field,
  text: string,
): Omit<ComposeService, 'reachable'> {
  const test = at(service, 'healthcheck', 'test');
  const words = test?.kind === 'list' ? items(test).flatMap(located) : located(test);
  const first = words[0]?.value ?? '';
  const readOnly = at(service, 'read_only');
  const isListed = test?.kind === 'list';
  return {
    ...keyRange,
    name: key,
    ports: items(at(service, 'ports')).flatMap((port) => targetOf(port, text)),
    exposes: items(at(service, 'expose')).flatMap((port) => targetOf(port, text)),
    environment: variablesOf(at(service, 'environment'), text),
    mounts: ['volumes', 'volumes_from', 'configs', 'secrets', 'tmpfs'].flatMap((kind) =>
      items(at(service, kind)).map(mountPath),
    ),
    readOnly: readOnly && valueAt(readOnly) === true ? { start: readOnly.start, end: readOnly.end } : null,
    folder: textAt(service, 'working_dir') ?? null,
    addTmpfs: (path) => (service.kind === 'map' ? appendItem(text, service, ['tmpfs'], path) : undefined),
    isOpen: ['env_file', 'extends'].some((name) => at(service, name) !== undefined),
    healthcheck: isListed ? (/^CMD(?:-SHELL)?$/.test(first) ? words.slice(1) : []) : words,
    isScript: !isListed || first === 'CMD-SHELL',
    entrypoint: wordsOf(at(service, 'entrypoint'), text),
    command: wordsOf(at(service, 'command'), text),
    stopGrace: located(at(service, 'stop_grace_period'))[0] ?? null,
    stopSignal: located(at(service, 'stop_signal'))[0] ?? null,
    dependsOn: dependenciesOf(service, root),
    isOtherwise: ['network_mode', 'extends'].some((name) => at(service, name) !== undefined),
  };
}

/** A list, or a line that is split at its blanks; null, too, is the image's own. */
function wordsOf(command: Field | undefined, text: string): Located<string>[] | null {
  if (!command || (command.kind === 'scalar' && command.value === null)) return null;
  const unknown = { value: '$', start: command.start, end: command.end };
  if (command.kind === 'list') return items(command).map((one) => located(one)[0] ?? unknown);
  const line = textAt(command) ?? '';
  const at = text.indexOf(line, command.start);
  // Quotes and escapes are read as a shell does; a folded text stands there otherwise.
  if (/["'\\$\n]/.test(line) || at < command.start || at + line.length > command.end) return [unknown];
  return [...line.matchAll(/\S+/g)].map(({ 0: value, index }) => {
    return { value, start: at + index, end: at + index + value.length };
  });
}

function located(field: Field | undefined): Located<string>[] {
  const value = textAt(field);
  return field && value !== undefined ? [{ value, start: field.start, end: field.end }] : [];
}

/** `8080:80`, `127.0.0.1:8080:80/tcp`, `80`, or a map with `target`; of ranges and of UDP nothing is said. */
function targetOf(port: Field, text: string): Located<number>[] {
  const field = port.kind === 'map' ? at(port, 'target') : port;
  const written = textAt(field);
  if (!field || written === undefined || /udp/i.test(textAt(port, 'protocol') ?? '')) return [];
  const [, target] = /(?:^|:)(\d{1,5})(?:\/tcp)?$/.exec(written) ?? [];
  if (target === undefined || /-\d+(?:\/tcp)?$/.test(written)) return [];
  const from = text.lastIndexOf(target, field.end - 1);
  return from < field.start ? [] : [{ value: Number(target), start: from, end: from + target.length }];
}

/** Of `./etc:/app/etc:ro`, or a map with `target`; `/`, which is around all others, where that is not said. */
function mountPath(mount: Field): string {
  const path = textAt(mount.kind === 'map' ? at(mount, 'target') : mount) ?? '';
  return path.split(':').findLast((part) => /^\/[^$]*$/.test(part)) ?? '/';
}

/** A map, or a list of `NAME=value`; a name alone takes the value of whoever calls. */
function variablesOf(field: Field | undefined, text: string): ComposeVariable[] {
  if (field?.kind === 'list') return items(field).flatMap((item) => listed(item, text));
  return entries(field).map(({ key, keyRange, value }) => ({
    name: { value: key, ...keyRange },
    value: known(textAt(value)) ? { value: textAt(value) ?? '', start: value.start, end: value.end } : null,
  }));
}

function listed(item: Field, text: string): ComposeVariable[] {
  const written = textAt(item);
  if (written === undefined) return [];
  const [name = '', ...rest] = written.split('=');
  const start = text.indexOf(name, item.start);
  if (start < 0 || start > item.start + 1) return [];
  const value = rest.join('=');
  const place = { start: start + name.length + 1, end: start + written.length };
  const isPlain = text.slice(place.start, place.end) === value;
  return [
    {
      name: { value: name, start, end: start + name.length },
      value: rest.length > 0 && known(value) && isPlain ? { value, ...place } : null,
    },
  ];
}

/** `${PORT}` is put in from outside. */
function known(value: string | undefined): boolean {
  return value !== undefined && !value.includes('$');
}
