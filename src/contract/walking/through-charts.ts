import type { Program } from '../../go/project.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { ChartContract, Contract, ContractContainer } from '../contract.ts';
import type { FilePlace } from '../fault.ts';
import type { Range } from '../../lint/rule.ts';
import { workloadName } from './asking.ts';
import type { Message } from '../../words/message.ts';
import { echoesOf, overlayLayers, writtenContainer, writtenInOverlay } from './overlay-layers.ts';
import { collectMentions, type Mention, noTargetPort, type Thing } from './thing.ts';

/** Charts as they are by default, and with each file of values beside their own. */
export function chartLayers({ charts }: Contract): ChartContract[] {
  return charts.flatMap((chart) => [chart, ...chart.variants()]);
}

/** Manifests, or what charts and overlays make of some. */
export interface Layer {
  readonly contract: Contract;
  /** Where a range of its manifests is written. */
  readonly placeOf: (file: string, range: Range) => FilePlace;
  /** Of an overlay: its folder. */
  readonly overlay?: string;
}

/** Manifests, what charts make by default, and what overlays make. */
export function defaultLayers(contract: Contract): Layer[] {
  return [
    { contract, placeOf: (file, { start, end }) => ({ file, start, end }) },
    ...contract.charts,
    ...overlayLayers(contract).map(({ folder, overlay, contract: made }) => ({
      contract: made,
      placeOf: (file: string, { start, end }: Range) => overlay.placeOf(file, { start, end }) ?? { file, start, end },
      overlay: folder,
    })),
  ];
}

/**
 * What is said of each container in each layer, by a name for it; of one in an overlay only what is not said of it as it is
 * written.
 */
export function saidInLayers<Line>(
  contract: Contract,
  say: (layer: Layer, nameOf: (container: ContractContainer) => string) => readonly Line[],
): Line[] {
  const known = new Set<string>();
  return defaultLayers(contract).flatMap((layer) => {
    const nameOf = (container: ContractContainer) => nameInLayer(container, layer, contract);
    const { overlay } = layer;
    const lines = say(layer, nameOf);
    const isNew = lines.map((line) => !known.has(JSON.stringify(line)));
    for (const line of lines) known.add(JSON.stringify(line));
    if (overlay === undefined) return lines;
    const inOverlay = say(layer, ({ facts: { workload } }) => `${workload.kind} ${workload.name} (${overlay})`);
    return inOverlay.filter((_, index) => isNew[index]);
  });
}

/** In an overlay as in what is written, where it is there. */
export function nameInLayer(container: ContractContainer, layer: Layer, contract: Contract): string {
  const written = layer.overlay === undefined ? undefined : writtenContainer(container, contract);
  return written ? workloadName(written, contract) : workloadName(container, layer.contract);
}

/** A text of what a chart makes, with `…` for what only whoever installs it knows. */
export function withoutMarks(text: string): string {
  return text.replace(/\$\([^)]*\)/g, '…');
}

/** A thing in the manifests of the workspace and in what its charts and overlays make, each place where it is written. */
export function throughCharts(
  start: readonly Program[],
  contract: Contract,
  make: (programs: readonly Program[], contract: Contract) => Thing,
): Thing {
  const layers = chartLayers(contract);
  const overlays = overlayLayers(contract);
  let programs: readonly Program[] = start;
  for (;;) {
    const own = make(programs, contract);
    const parts = [
      own,
      ...layers.map((layer) => written(make(programs, layer.contract), layer, contract)),
      ...overlays.map((layer) => writtenInOverlay(make(programs, layer.contract), layer, own, contract)),
    ];
    const all = [...new Set(parts.flatMap((part) => part.programs))];
    // What a chart shares with other programs, the manifests may share with more.
    if (all.length > programs.length) {
      programs = all;
      continue;
    }
    const mentions = collectMentions();
    for (const mention of parts.flatMap((part) => part.mentions)) mentions.add(mention);
    for (const mention of echoesOf(mentions.sorted(), overlays, contract)) mentions.add(mention);
    return { ...own, programs: all, mentions: mentions.sorted(), doubts: parts.flatMap(({ doubts }) => doubts) };
  }
}

/** With the places of templates and values; a doubt where one of them says other things, too. */
function written(thing: Thing, { contract: made, placeOf, editsOf }: ChartContract, contract: Contract): Thing {
  const { name, kind } = thing;
  const inMade = thing.mentions.filter(({ file }) => made.workspace.file(file));
  const doubts: Message[] = [...thing.doubts];
  const mentions = thing.mentions.map((mention): Mention => {
    if (!inMade.includes(mention)) return mention;
    const { file, start, end } = mention;
    // What a template would have to say besides is not written into it.
    if (mention.adds !== undefined) doubts.push(noTargetPort(placeOf(file, { start, end }).file, name));
    const text = made.workspace.file(file)?.text.slice(start, end) ?? '';
    const place = placeOf(file, { start, end });
    const source = contract.sourceOf(place.file)?.slice(place.start, place.end) ?? '';
    const quoted = source === `"${text}"` || source === `'${text}'` ? 1 : 0;
    const isThere = quoted === 1 || source === text;
    return {
      ...mention,
      ...{ file: place.file, start: place.start + quoted, end: place.end - quoted },
      ...(isThere ? {} : { unwritten: true as const }),
    };
  });
  const renamed = kind === 'port' ? '1' : `${name}_`;
  const edits = inMade
    .filter(({ unwritten, adds }) => !unwritten && adds === undefined)
    .map(({ file, start, end }): { file: string; edit: TextEdit } => ({ file, edit: { start, end, text: renamed } }));
  const [first] = edits;
  if (!first || editsOf(edits)) return { ...thing, mentions, doubts };
  const { file } = placeOf(first.file, first.edit);
  return {
    ...thing,
    mentions,
    doubts: [...doubts, ['What `{0}` says of `{1}` is used for other things, too', file, name]],
  };
}
