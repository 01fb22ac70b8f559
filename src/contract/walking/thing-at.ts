import type { Listener } from '../../go/project.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';
import { selectedPods } from '../../kubernetes/selectors/selected-pods.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { servicesChecked } from './balancer-checks.ts';
import { serviceProgram } from './images-running.ts';
import { replacedBy } from './replacements.ts';
import { routeThing } from './route.ts';
import { overlaysChangedBy } from './overlay-layers.ts';
import { literalAt } from './source-literals.ts';
import { placesReading } from '../source-files.ts';
import { placesOf, programsLinking } from './source-places.ts';
import { portThing } from './port.ts';
import { programThing } from './program.ts';
import type { Mention, Thing, Walk } from './thing.ts';
import { chartLayers } from './through-charts.ts';
import { variableThing } from './variable.ts';

export interface Found {
  readonly thing: Thing;
  readonly mention: Mention;
}

/** The thing that is meant at an offset of a file, with where it is written there. */
export function thingAt(file: string, text: string, offset: number, walk: Walk): Found | undefined {
  const candidates = file.endsWith('.go') ? inSource(file, text, offset, walk) : elsewhere(file, text, offset, walk);
  for (const thing of candidates) {
    const mention = thing.mentions.find(
      (one) =>
        one.file === file && !one.unwritten && one.adds === undefined && one.start <= offset && offset <= one.end,
    );
    // What no program has to do with is left to those who know the one language.
    if (mention && thing.programs.length > 0) return { thing, mention };
  }
  return undefined;
}

function* inSource(file: string, text: string, offset: number, walk: Walk): Generator<Thing> {
  const { contract } = walk;
  const isHere = (one: { file: string; start: number; end: number }) =>
    one.file === file && one.start <= offset && offset <= one.end;
  const word = around(text, offset, /\w/);
  for (const program of contract.at(file).programs) {
    for (const variable of program.env.filter((one) => placesReading(one).some(isHere))) {
      yield variableThing(variable.name, [program], walk);
      const configured = program.listens.filter(({ configuredBy }) => configuredBy.includes(`env:${variable.name}`));
      for (const listener of configured) if (listener.port !== null) yield portThing(listener, listener.port, contract);
    }
    for (const listener of program.listens) {
      // Its number may be written before the call.
      if (listener.file === file && String(listener.port) === word) yield portThing(listener, Number(word), contract);
    }
    const { routes, health, metrics } = program;
    const served = [...routes, ...health, ...(metrics ? [metrics] : [])].filter(isHere);
    for (const path of new Set(served.map((one) => one.path))) yield routeThing(path, [program], contract);
  }
  yield* inConstants(file, text, offset, walk);
}

/** What a text or a number in a package that programs link may be to them: a constant that they name elsewhere. */
function* inConstants(file: string, text: string, offset: number, walk: Walk): Generator<Thing> {
  const { contract } = walk;
  const literal = literalAt(text, offset)?.value ?? '';
  const word = around(text, offset, /\w/);
  for (const program of programsLinking(file, contract)) {
    if (program.env.some(({ name }) => name === literal)) yield variableThing(literal, [program], walk);
    if (placesOf(program, literal).length > 0) yield routeThing(literal, [program], contract);
    for (const listener of program.listens)
      if (String(listener.port) === word) yield portThing(listener, Number(word), contract);
  }
}

/** In Dockerfiles, manifests and workflows: by the word, which the thing itself must then know. */
function* elsewhere(file: string, text: string, offset: number, walk: Walk): Generator<Thing> {
  const { contract } = walk;
  const containers = containersAround(file, contract);
  const images = contract.at(file).images.filter((image) => image.file === file);
  const inCharts = chartLayers(contract)
    .filter(({ folder }) => file.startsWith(folder))
    .flatMap((chart) => chart.contract.containers);
  const inOverlays = overlaysChangedBy(file, contract).flatMap((one) => [
    ...one.contract.containers,
    ...one.contract.initContainers,
  ]);
  const made = [...inCharts, ...inOverlays];
  const services = contract.at(file).builds.filter(({ service }) => service);
  const composed = services.flatMap((build) => contract.composedOf(build) ?? contract.imageOf(build) ?? []);
  const programs = new Set([
    ...[...containers, ...made].flatMap(({ whole }) => whole ?? []),
    ...images.flatMap(({ program }) => program ?? []),
    ...services.flatMap((build) => serviceProgram(build, contract) ?? []),
  ]);
  const isWorkflow = file.includes('.github/');
  const word = around(text, offset, /\w/);
  if (/^[A-Za-z_]/.test(word)) {
    for (const prefix of new Set(['', ...[...containers, ...made].flatMap(prefixesOf)])) {
      const name = prefix + word;
      for (const program of isWorkflow ? contract.go.programs : programs) {
        if (program.env.some((one) => one.name === name)) yield variableThing(name, [program], walk);
      }
    }
  }
  if (/^\d+$/.test(word)) {
    const listeners = new Set<Listener>();
    for (const one of [...containers, ...made, ...images, ...composed]) {
      for (const { listener, port } of one.listeners) if (port === Number(word)) listeners.add(listener);
    }
    for (const listener of listeners) yield portThing(listener, Number(word), contract);
  }
  const path = /(?:https?:\/\/[^/]+)?(\/.*)$/.exec(around(text, offset, /[^\s"'?#,\]}]/))?.[1];
  if (path !== undefined) {
    for (const program of programs) if (placesOf(program, path).length > 0) yield routeThing(path, [program], contract);
  }
  for (const program of programs) yield programThing(program, contract);
}

/** The containers that a file says something of: its own, those behind its Services, those that take its keys. */
function containersAround(file: string, contract: Contract): ContractContainer[] {
  const { workspace } = contract;
  const { initContainers, containers, services, objects } = contract.at(file);
  const found = new Set([...initContainers, ...containers, ...services.flatMap((service) => service.containers)]);
  for (const { kind, name } of replacedBy(file, workspace)) {
    for (const object of workspace.named(kind, name)) addOf(object);
    for (const { object } of workspace.referencesTo({ kind, name, namespace: null })) addOf(object);
  }
  for (const object of objects) {
    const { manifest } = object;
    for (const reference of workspace.referencesOf(manifest, undefined)) {
      if (reference.target.kind !== 'Service') continue;
      const pods = workspace.meantBy(reference, object).flatMap((service) => selectedPods(workspace, service));
      for (const pod of pods) addOf(pod);
    }
    for (const service of servicesChecked(object, workspace))
      for (const pod of selectedPods(workspace, service)) addOf(pod);
    if (manifest.kind === 'NetworkPolicy') for (const pod of selectedPods(workspace, object)) addOf(pod);
    for (const [kind, name] of holdersIn(manifest.kind, manifest.name, manifest.root)) {
      for (const { object } of workspace.referencesTo({ kind, name, namespace: null })) addOf(object);
    }
  }
  return [...found];

  function addOf({ file: { file: path }, manifest }: Located): void {
    for (const one of contract.at(path).containers) if (one.facts.object.manifest === manifest) found.add(one);
  }
}

function holdersIn(kind: string, name: string, root: Parameters<typeof at>[0]): [kind: string, name: string][] {
  if (kind === 'ConfigMap' || kind === 'Secret') return [[kind, name]];
  if (kind !== 'Kustomization' && kind !== 'Component') return [];
  const made = (field: string, of: string) =>
    items(at(root, field)).map((one): [string, string] => [of, textAt(one, 'name') ?? '']);
  return [...made('configMapGenerator', 'ConfigMap'), ...made('secretGenerator', 'Secret')];
}

function prefixesOf({ facts }: ContractContainer): string[] {
  return items(at(facts.container.field, 'envFrom')).map((one) => textAt(one, 'prefix') ?? '');
}

function around(text: string, offset: number, character: RegExp): string {
  let start = offset;
  let end = offset;
  while (start > 0 && character.test(text[start - 1] ?? '')) start--;
  while (end < text.length && character.test(text[end] ?? '')) end++;
  return text.slice(start, end);
}
