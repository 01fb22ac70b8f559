import { probePorts } from '../../kubernetes/editing/names/port-mentions.ts';
import { at, entries, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { podSpec } from '../../kubernetes/pods/workloads.ts';
import { finalStage } from '../../dockerfile/stages/final.ts';
import type { Listener, Program, ProgramFlags } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { ConfigEntry } from '../variables/config-entries.ts';
import { variableItems } from '../containers/container-fields.ts';
import type { Contract, ContractContainer, ContractImage } from '../contract.ts';
import { givenFlags } from '../flags/given-flags.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { asEffective, transportOf } from '../ports/listening.ts';
import { balancerChecks } from './balancer-checks.ts';
import { mentionOf } from './mention-of.ts';
import { portAtEnd, portsInAddresses } from './source-literals.ts';
import { handlers } from './substitutions.ts';
import { type Mention, noTargetPort } from './thing.ts';

/** Takes down where a port is meant, and what nobody can be sure of. */
export interface PortNote {
  readonly port: number;
  readonly contract: Contract;
  readonly mention: (mention: Mention) => void;
  readonly doubt: (why: Message) => void;
}

/** A word of a command line, and where it is written. */
interface Word extends Range {
  readonly value: string;
}

/** Where images, containers and compose services mean the port of a listener. */
export const notePort = { inImage, inContainer, inCompose };

function inImage({ file, dockerfile, run, listeners, program }: ContractImage, listener: Listener, note: PortNote) {
  const { port } = note;
  const mine = asEffective(listener, listeners);
  if (mine?.port !== port) return;
  const { text } = dockerfile;
  const names = settings(listener, 'env');
  for (const exposed of run.exposes) {
    if (exposed.port !== port || exposed.protocol !== transportOf(mine)) continue;
    const range = startsWithPort(text, exposed, port);
    const [, variable = ''] = /^\$\{?(\w+)/.exec(text.slice(exposed.start, exposed.end)) ?? [];
    if (exposed.lastPort === undefined && range) note.mention({ file, ...range, role: 'use' });
    // With the value of a variable that says where it listens, it moves by itself.
    else if (!names.includes(variable)) note.doubt(['`{0}` says {1} in words of its own', file, port]);
  }
  const final = finalStage(dockerfile);
  for (const name of names) {
    const set = final?.env.get(name);
    if (set) addValue(file, text, set.range, note);
  }
  const words = [...(final?.entrypoint ?? []), ...(final?.arguments ?? [])];
  for (const range of flagValues(words, listener, program?.flags)) addValue(file, text, range, note);
  for (const { keyword, start, end } of dockerfile.instructions) {
    if (keyword === 'HEALTHCHECK') addAddresses(file, text, { start, end }, note);
  }
}

function inContainer(container: ContractContainer, listener: Listener, note: PortNote): void {
  const { port, contract } = note;
  const { workspace } = contract;
  const {
    object,
    container: { field },
  } = container.facts;
  const mine = asEffective(listener, container.listeners);
  if (mine?.port === null) note.doubt(['Where `{0}` listens is not known', container.facts.workload.name]);
  if (mine?.port !== port) return;
  inPod(object, field, { listener, program: container.program }, note);
  for (const name of settings(listener, 'env')) {
    for (const source of container.environment.variables.get(name)?.sources ?? []) addSourceValue(source, note);
  }
  for (const service of workspace.selecting('Service', container.facts.object).objects) inService(service, note);
  for (const policy of workspace.selecting('NetworkPolicy', container.facts.object).objects) inPolicy(policy, note);
}

function inPod(
  object: Located,
  field: Field,
  { listener, program }: { readonly listener: Listener; readonly program: Program | null },
  note: PortNote,
) {
  const { file, text } = object.file;
  const own = [...items(at(field, 'ports')).flatMap((one) => at(one, 'containerPort') ?? []), ...probePorts(field)];
  for (const one of own) if (one && valueAt(one) === note.port) note.mention(mentionOf(file, text, one, 'use'));
  for (const name of settings(listener, 'env')) {
    for (const item of variableItems(field, name)) {
      const literal = at(item, 'value');
      if (literal) addValue(file, text, literal, note);
    }
  }
  const words = [...items(at(field, 'command')), ...items(at(field, 'args'))];
  const written = words.map((one) => ({ value: textAt(one) ?? '', start: one.start, end: one.end }));
  for (const range of flagValues(written, listener, program?.flags)) addValue(file, text, range, note);
  for (const command of handlers(field)) addAddresses(file, text, command, note);
  addAnnotation(object, podSpec(object.manifest)?.metadata, note);
}

/** Of compose, the ports inside and its own check. */
function inCompose(build: ImageBuild, program: Program, listener: Listener, note: PortNote): void {
  const { contract, port } = note;
  const { file, service } = build;
  const composed = contract.composedOf(build);
  if (!service || composed?.whole !== program) return;
  const mine = asEffective(listener, composed.listeners);
  // Files beside compose may move it, and mostly do not.
  const image = asEffective(listener, composed.image.listeners);
  if ((mine?.port ?? image?.port) !== port) return;
  for (const { value, start, end } of [...service.ports, ...service.exposes]) {
    if (value === port) note.mention({ file, start, end, role: 'use' });
  }
  const names = settings(listener, 'env');
  const values = service.environment.flatMap(({ name, value }) => (value && names.includes(name.value) ? [value] : []));
  for (const value of [...values, ...flagValues(service.command ?? [], listener, program.flags)]) {
    const inner = written(value);
    const end = inner && portAtEnd(inner.value, { start: 0, end: inner.value.length }, port) && inner.end;
    if (end) note.mention({ file, start: end - String(port).length, end, role: 'set' });
  }
  for (const word of service.healthcheck) {
    const inner = written(word);
    if (!inner) continue;
    for (const { start, end } of portsInAddresses(inner.value, { start: 0, end: inner.value.length }, port))
      note.mention({ file, start: inner.start + start, end: inner.start + end, role: 'use' });
  }
}

/** A text without its quotes; undefined where it stands there otherwise. */
function written({ value, start, end }: Word): Word | undefined {
  const more = end - start - value.length;
  if (more === 2) return { value, start: start + 1, end: end - 1 };
  return more === 0 ? { value, start, end } : undefined;
}

function inService(service: Located, note: PortNote): void {
  const { manifest, file } = service;
  const { port } = note;
  for (const one of items(at(manifest.root, 'spec', 'ports'))) {
    const target = at(one, 'targetPort');
    const own = at(one, 'port');
    if (target && valueAt(target) === port) note.mention(mentionOf(file.file, file.text, target, 'use'));
    if (target || !own || valueAt(own) !== port) continue;
    // The Service stays where it is, and gets a `targetPort`; without an address of its own it has none.
    const isHeadless = textAt(manifest.root, 'spec', 'clusterIP') === 'None';
    const { start, end } = isHeadless ? own : { ...own, start: own.end };
    const how = isHeadless ? { unwritten: true as const } : { adds: beforeTarget(one, file.text) };
    note.mention({ file: file.file, start, end, role: 'use', ...how });
    if (isHeadless) note.doubt(noTargetPort(file.file, port));
  }
  addAnnotation(service, at(manifest.root, 'metadata'), note);
  for (const { object, port: asked } of balancerChecks(service, note.contract.workspace))
    if (asked && valueAt(asked) === port) note.mention(mentionOf(object.file.file, object.file.text, asked, 'use'));
}

/** What goes between a Service's own port and the one of its pods. */
function beforeTarget(port: Field, text: string): string {
  if (port.kind === 'map' && port.flow) return ', targetPort: ';
  const key = entries(port).find((one) => one.key === 'port')?.keyRange.start ?? port.start;
  return `\n${' '.repeat(key - text.lastIndexOf('\n', key - 1) - 1)}targetPort: `;
}

function inPolicy({ manifest, file }: Located, note: PortNote): void {
  for (const rule of items(at(manifest.root, 'spec', 'ingress'))) {
    for (const one of items(at(rule, 'ports'))) {
      const field = at(one, 'port');
      if (field && valueAt(field) === note.port) note.mention(mentionOf(file.file, file.text, field, 'use'));
    }
  }
}

function addAnnotation({ file }: Located, metadata: Field | undefined, { port, mention }: PortNote): void {
  const field = at(metadata, 'annotations', 'prometheus.io/port');
  if (field && textAt(field) === String(port)) mention(mentionOf(file.file, file.text, field, 'use'));
}

/** The value of a key: behind it in a ConfigMap, in the same word of a generator. */
function addSourceValue({ file, start, end }: ConfigEntry, note: PortNote): void {
  const parsed = note.contract.workspace.file(file);
  if (!parsed) return;
  const manifest = parsed.manifests.find((one) => one.start <= start && end <= one.end);
  const entry = entries(at(manifest?.root, 'data')).find(({ keyRange }) => keyRange.start === start);
  addValue(file, parsed.text, entry ? entry.value : { start, end }, note);
}

function addValue(file: string, text: string, value: Range, { port, mention }: PortNote): void {
  const range = portAtEnd(text, value, port);
  if (range) mention({ file, ...range, role: 'set' });
}

function addAddresses(file: string, text: string, range: Range, { port, mention }: PortNote): void {
  for (const one of portsInAddresses(text, range, port)) mention({ file, ...one, role: 'use' });
}

/** The words that give one of the flags of a listener its value. */
function flagValues(words: readonly Word[], listener: Listener, flags: ProgramFlags | undefined): Word[] {
  const names = settings(listener, 'flag');
  const known = flags ?? { style: 'gnu', all: names.map((name) => ({ name, file: '', start: 0, end: 0, line: 0 })) };
  return givenFlags(
    words.map(({ value }) => value),
    known,
  ).flatMap(({ flag, valueAt: index }) => {
    const word = words[index];
    return flag && word && names.includes(flag.aliasOf ?? flag.name) ? [word] : [];
  });
}

/** The names of the settings of one kind that a listener is configured by. */
function settings({ configuredBy }: Listener, kind: 'env' | 'flag'): string[] {
  return configuredBy.flatMap((by) => (by.startsWith(`${kind}:`) ? [by.slice(kind.length + 1)] : []));
}

function startsWithPort(text: string, { start, end }: Range, port: number): Range | undefined {
  const isWritten = new RegExp(`^${port}(?:/(?:tcp|udp))?$`, 'i').test(text.slice(start, end));
  return isWritten ? { start, end: start + String(port).length } : undefined;
}
