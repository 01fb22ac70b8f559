import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { namedThings } from '../../dockerfile/editing/names.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import type { Program } from '../../go/project.ts';
import { podSpec } from '../../kubernetes/pods/workloads.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import type { Message } from '../../words/message.ts';
import { configEntries } from '../variables/config-entries.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import type { ContractContainer, ContractImage } from '../contract.ts';
import { variableItems } from '../containers/container-fields.ts';
import { mentionOf, sourceMention } from './mention-of.ts';
import { imagesRunning, serviceProgram } from './images-running.ts';
import { keyInPaths, variableInPaths } from './replacements.ts';
import { nameAt, readsOf, sharesSource } from './source-places.ts';
import { substitutions } from './substitutions.ts';
import { collectMentions, type Thing, type Walk } from './thing.ts';
import { throughCharts } from './through-charts.ts';
import { envFileMentions, loadsEnvFile } from './env-file-variables.ts';
import { workflowMentions } from './workflow-variables.ts';

/** An environment variable as programs read it: with them goes whatever sets it for them, and whoever shares that. */
export function variableThing(name: string, start: readonly Program[], { contract, texts }: Walk): Thing {
  return throughCharts(start, contract, (programs, one) => variableIn(name, programs, { contract: one, texts }));
}

function variableIn(name: string, start: readonly Program[], { contract, texts }: Walk): Thing {
  const { workspace, go } = contract;
  const mentions = collectMentions();
  const doubts: Message[] = [];
  const programs = new Set<Program>();
  const containers = new Set<ContractContainer>();
  const keys = new Set<Field | string>();
  for (const program of start) addProgram(program);
  addCompose();
  addWorkflows();
  addEnvFiles();
  return { kind: 'variable', name, programs: [...programs], mentions: mentions.sorted(), doubts };

  function addProgram(program: Program): void {
    const read = readsOf(program, name);
    if (read.length === 0 || programs.has(program)) return;
    programs.add(program);
    const written = read.map((place) => {
      const range = nameAt(place, name, contract);
      mentions.add(sourceMention(place, range));
      return range ?? place;
    });
    // What several programs link reads it for all of them, and so does a constant that they share.
    for (const other of go.programs) {
      if (programs.has(other)) continue;
      const places = readsOf(other, name);
      if (sharesSource(written, places, (one) => nameAt(one, name, contract))) addProgram(other);
    }
    for (const image of imagesRunning(program, contract)) addImage(image);
    const first = contract.initContainers.filter(({ whole }) => whole === program);
    for (const container of [...first, ...contract.containersOf(program)]) addContainer(container);
  }

  function addImage({ file, dockerfile, run }: ContractImage): void {
    if (!run.env.has(name)) return;
    const last = dockerfile.stages.at(-1);
    const instructions = last ? lineage(dockerfile.stages, last).flatMap((stage) => stage.instructions) : [];
    const set = new Set(
      instructions.flatMap(({ keyword, pairs }) =>
        keyword === 'ENV' ? pairs.filter(({ key }) => key.value === name).map(({ key }) => key.start) : [],
      ),
    );
    for (const { occurrences } of namedThings(dockerfile)) {
      if (!occurrences.some((one) => set.has(one.start))) continue;
      for (const { kind, start: from, end } of occurrences)
        mentions.add({ file, start: from, end, role: kind === 'definition' ? 'set' : 'use' });
    }
  }

  function addContainer(container: ContractContainer): void {
    if (containers.has(container)) return;
    containers.add(container);
    const { facts, environment } = container;
    if (container.image) addImage(container.image);
    if (container.whole) addProgram(container.whole);
    else doubts.push(['`{0}` takes `{1}` as well, and which program it runs is not known', facts.workload.name, name]);
    addItems(facts);
    for (const one of variableInPaths(name, facts, workspace)) mentions.add(one);
    if (!environment.variables.has(name) && environment.isUnseen(name))
      doubts.push([
        '`{0}` takes variables from where nobody sees them here: `{1}` may be among them',
        facts.workload.name,
        name,
      ]);
  }

  /** What its own list says, and what that takes from elsewhere. */
  function addItems({ object, container: { field } }: ContainerFacts): void {
    const { file } = object;
    const references = workspace.referencesOf(object.manifest, podSpec(object.manifest));
    const referenceAt = (one: Field | undefined) => references.find((reference) => reference.field === one);
    for (const item of variableItems(field, name)) {
      const called = at(item, 'name');
      if (called) mentions.add(mentionOf(file.file, file.text, called, 'set'));
      const from = at(item, 'valueFrom', 'configMapKeyRef') ?? at(item, 'valueFrom', 'secretKeyRef');
      const reference = referenceAt(at(from, 'name'));
      if (reference && textAt(from, 'key') === name) addKey(reference, object, name, '');
    }
    for (const one of substitutions(field, file.text, name)) mentions.add({ ...one, file: file.file, role: 'use' });
    for (const source of items(at(field, 'envFrom'))) {
      const prefix = textAt(source, 'prefix') ?? '';
      const reference = referenceAt(at(source, 'configMapRef', 'name') ?? at(source, 'secretRef', 'name'));
      if (reference && name.startsWith(prefix)) addKey(reference, object, name.slice(prefix.length), prefix);
    }
  }

  function addCompose(): void {
    for (const build of contract.builds) {
      if (!build.service) continue;
      const program = serviceProgram(build, contract);
      if (!program || !programs.has(program)) continue;
      const image = contract.imageOf(build);
      if (image) addImage(image);
      const set = build.service.environment.filter((one) => one.name.value === name);
      for (const { name: place } of set) {
        const start = place.end - place.start > name.length ? place.start + 1 : place.start;
        mentions.add({ file: build.file, role: 'set', start, end: start + name.length });
      }
    }
  }

  /** They set it for whatever they run: where other programs read the name for themselves, nobody can tell for which. */
  function addWorkflows(): void {
    if (programs.size === 0) return;
    const isShared = go.programs.some((one) => !programs.has(one) && one.env.some((read) => read.name === name));
    for (const workflow of texts('workflow')) {
      for (const one of workflowMentions(workflow, name)) mentions.add(isShared ? { ...one, unsure: true } : one);
    }
  }

  /** They set it for whoever loads them, and for what compose files beside them put in. */
  function addEnvFiles(): void {
    const others = go.programs.filter((one) => !programs.has(one) && one.env.some((read) => read.name === name));
    const isLoaded = [...programs].some(loadsEnvFile);
    const isOthers = others.some(loadsEnvFile);
    if (isOthers && !isLoaded) return;
    const isShared = others.length > 0 && (isOthers || !isLoaded);
    for (const one of programs.size > 0 ? envFileMentions(texts, name) : [])
      mentions.add(isShared ? { ...one, unsure: true } : one);
  }

  /** A key of a ConfigMap or Secret, in whatever makes that, and whoever takes it. */
  function addKey(reference: Reference, from: Located, key: string, prefix: string): void {
    const { kind, name: called } = reference.target;
    if (kind !== 'ConfigMap' && kind !== 'Secret') return;
    for (const object of workspace.meantBy(reference, from)) {
      const id = `${object.file.file} ${object.manifest.start} ${kind} ${called} ${key}`;
      if (keys.has(id)) continue;
      keys.add(id);
      const held = configEntries(object, kind, called, workspace)?.get(key);
      if (!held) continue;
      mentions.add({ ...keyRange(held.text, held, key), file: held.file, role: 'set', ...prefixed(prefix) });
      for (const one of keyInPaths(key, kind, called, workspace)) mentions.add({ ...one, ...prefixed(prefix) });
      addTakers(object, kind, called, key, prefix);
    }
  }

  function addTakers(object: Located, kind: string, called: string, key: string, prefix: string): void {
    for (const { object: taker, reference } of workspace.referencesTo({ kind, name: called, namespace: null })) {
      if (!workspace.meantBy(reference, taker).includes(object)) continue;
      const { part } = reference;
      if (part?.kind === 'key' && part.name === key) {
        const field: Field = { kind: 'scalar', value: key, start: part.start, end: part.end };
        mentions.add({ ...mentionOf(taker.file.file, taker.file.text, field, 'use'), ...prefixed(prefix) });
      }
      if (reference.via !== 'envFrom') continue;
      const { initContainers, containers: others } = contract.at(taker.file.file);
      for (const container of [...initContainers, ...others]) {
        const { facts } = container;
        const { start: from, end } = facts.container.field;
        if (facts.object.manifest !== taker.manifest || reference.start < from || reference.end > end) continue;
        const { whole: program } = container;
        // Whoever takes all of it without reading this is not concerned.
        if (program && !program.env.some((one) => one.name === name)) continue;
        addContainer(container);
      }
    }
  }
}

function prefixed(prefix: string): { readonly prefix?: string } {
  return prefix === '' ? {} : { prefix };
}

/** Of a key its characters; of a literal of a generator, what stands before `=`. */
function keyRange(text: string, { start, end }: { start: number; end: number }, key: string) {
  const from = /["']/.test(text[start] ?? '') ? start + 1 : start;
  const isWritten = text.startsWith(key, from);
  return isWritten ? { start: from, end: from + key.length } : { start, end, unwritten: true as const };
}
