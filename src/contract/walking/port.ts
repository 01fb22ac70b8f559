import { probePorts } from '../../kubernetes/editing/names/port-mentions.ts';
import { at, entries, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { podSpec } from '../../kubernetes/workloads.ts';
import { finalStage } from '../../dockerfile/final.ts';
import type { Listener } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { ConfigEntry } from '../config-entries.ts';
import type { Contract, ContractContainer, ContractImage } from '../contract.ts';
import { transportOf } from '../listening.ts';
import { variableItems, writtenParts } from '../container-fields.ts';
import { mentionOf } from './mention-of.ts';
import { onlyPortIn, portAtEnd, portIn } from './source-literals.ts';
import { collectMentions, type Thing } from './thing.ts';

/** A number on which a listener of programs listens, wherever it is meant: of other numbers that it has elsewhere, nothing. */
export function portThing(listener: Listener, port: number, contract: Contract): Thing {
  const { workspace, go } = contract;
  const mentions = collectMentions();
  const doubts: Message[] = [];
  const programs = go.programs.filter(({ listens }) => listens.some((one) => isSame(one, listener)));
  const variables = listener.configuredBy.flatMap((by) => (by.startsWith('env:') ? [by.slice(4)] : []));
  addSource();
  for (const program of programs) {
    for (const image of contract.imagesOf(program)) addImage(image);
    for (const container of contract.containersOf(program)) addContainer(container);
  }
  return { kind: 'port', name: String(port), programs, mentions: mentions.sorted(), doubts };

  function addSource(): void {
    const { file, start, end } = listener;
    if (listener.port === port) {
      const defaults = programs.flatMap(({ env }) => env.filter(({ name }) => variables.includes(name)));
      for (const place of [listener, ...defaults]) {
        const range = portIn(contract.sourceOf(place.file) ?? '', place, port);
        if (range) mentions.add({ file: place.file, ...range, role: 'source' });
      }
    }
    // Often the address is in a field or a variable beside the call: where one string says the port, it is that.
    const beside =
      mentions.sorted().length > 0 || listener.port !== port
        ? undefined
        : onlyPortIn(contract.sourceOf(file) ?? '', port);
    if (beside) mentions.add({ file, ...beside, role: 'source' });
    const isWritten = mentions.sorted().some((one) => one.file === file && start <= one.start && one.end <= end);
    if (!isWritten) mentions.add({ file, start, end, role: 'source', unwritten: true });
  }

  function addImage({ file, dockerfile, run, listeners }: ContractImage): void {
    const mine = listeners.find((one) => isSame(one.listener, listener));
    if (mine?.port !== port) return;
    for (const exposed of run.exposes) {
      if (exposed.port !== port || exposed.protocol !== transportOf(mine)) continue;
      const range = startsWithPort(dockerfile.text, exposed, port);
      if (exposed.lastPort === undefined && range) mentions.add({ file, ...range, role: 'use' });
      else doubts.push(['`{0}` says {1} in words of its own', file, port]);
    }
    for (const name of variables) {
      const set = finalStage(dockerfile)?.env.get(name);
      const range = set && portAtEnd(dockerfile.text, set.range, port);
      if (range) mentions.add({ file, ...range, role: 'set' });
    }
  }

  function addContainer(container: ContractContainer): void {
    const mine = container.listeners.find((one) => isSame(one.listener, listener));
    if (mine?.port === null) doubts.push(['Where `{0}` listens is not known', container.facts.workload.name]);
    if (mine?.port !== port) return;
    for (const { file, object, field } of writtenParts(container, workspace)) {
      const note = (one: Field | undefined) => {
        if (valueAt(one) === port && one) mentions.add(mentionOf(file.file, file.text, one, 'use'));
      };
      for (const one of items(at(field, 'ports'))) note(at(one, 'containerPort'));
      for (const one of probePorts(field)) note(one);
      for (const name of variables) {
        for (const item of variableItems(field, name)) {
          const literal = at(item, 'value');
          if (literal) addValue(file.file, file.text, literal);
        }
      }
      noteText(object, at(podSpec(object.manifest)?.metadata, 'annotations', 'prometheus.io/port'));
    }
    for (const name of variables) {
      for (const source of container.environment.variables.get(name)?.sources ?? []) addSourceValue(source);
    }
    for (const service of workspace.selecting('Service', container.facts.object).objects) addService(service);
    for (const policy of workspace.selecting('NetworkPolicy', container.facts.object).objects) addPolicy(policy);
  }

  function noteText({ file }: Located, field: Field | undefined): void {
    if (field && textAt(field) === String(port)) mentions.add(mentionOf(file.file, file.text, field, 'use'));
  }

  function addValue(file: string, text: string, value: Range): void {
    const range = portAtEnd(text, value, port);
    if (range) mentions.add({ file, ...range, role: 'set' });
  }

  /** The value of a key: behind it in a ConfigMap, in the same word of a generator. */
  function addSourceValue({ file, start, end }: ConfigEntry): void {
    const parsed = workspace.file(file);
    if (!parsed) return;
    const manifest = parsed.manifests.find((one) => one.start <= start && end <= one.end);
    const entry = entries(at(manifest?.root, 'data')).find(({ keyRange }) => keyRange.start === start);
    addValue(file, parsed.text, entry ? entry.value : { start, end });
  }

  function addService(service: Located): void {
    const { manifest, file } = service;
    for (const one of items(at(manifest.root, 'spec', 'ports'))) {
      const target = at(one, 'targetPort');
      const own = at(one, 'port');
      if (target && valueAt(target) === port) mentions.add(mentionOf(file.file, file.text, target, 'use'));
      if (!target && own && valueAt(own) === port) {
        const { start, end } = own;
        mentions.add({ file: file.file, start, end, role: 'use', unwritten: true });
        doubts.push([
          'Service `{0}` has no `targetPort`: its own port {1} leads to the container',
          manifest.name,
          port,
        ]);
      }
    }
    noteText(service, at(manifest.root, 'metadata', 'annotations', 'prometheus.io/port'));
  }

  function addPolicy({ manifest, file }: Located): void {
    for (const rule of items(at(manifest.root, 'spec', 'ingress'))) {
      for (const one of items(at(rule, 'ports'))) {
        const field = at(one, 'port');
        if (field && valueAt(field) === port) mentions.add(mentionOf(file.file, file.text, field, 'use'));
      }
    }
  }
}

function startsWithPort(text: string, { start, end }: Range, port: number): Range | undefined {
  const isWritten = new RegExp(`^${port}(?:/(?:tcp|udp))?$`, 'i').test(text.slice(start, end));
  return isWritten ? { start, end: start + String(port).length } : undefined;
}

function isSame(a: Listener, b: Listener): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}
