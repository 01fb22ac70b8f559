import type { Program } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { probesAsking } from './asking.ts';
import { PROBE_WORDS } from './probe-words.ts';
import { reachOf, type ServiceReach } from './reach.ts';
import { defaultLayers, nameInLayer, withoutMarks } from './through-charts.ts';

/** A line above a listener or a route that says who comes there, and leads to them. */
export interface SourceLens extends Range {
  readonly title: Message;
  readonly places: readonly LensPlace[];
}

export interface LensPlace extends Range {
  readonly file: string;
}

/** Routes that a title names; more of them stand where it leads. */
const MOST_ROUTES = 2;

export function lensesOf(file: string, contract: Contract): SourceLens[] {
  const found = new Map<string, { lens: SourceLens; places: Map<string, LensPlace> }>();
  const note = (at: Range, title: Message, places: readonly LensPlace[]) => {
    const key = `${at.start} ${JSON.stringify(title)}`;
    const known = found.get(key) ?? { lens: { start: at.start, end: at.end, title, places: [] }, places: new Map() };
    for (const place of places) known.places.set(`${place.file} ${place.start}`, place);
    found.set(key, known);
  };
  for (const program of contract.at(file).programs) {
    for (const layer of defaultLayers(contract)) {
      const { contract: one, placeOf } = layer;
      const placed: Note = (at, title, places) =>
        note(
          at,
          title,
          places.map((place) => placeOf(place.file, place)),
        );
      noteListeners(program, file, one, placed);
      noteProbes(
        program,
        file,
        { contract: one, nameOf: (container) => nameInLayer(container, layer, contract) },
        placed,
      );
    }
  }
  return [...found.values()].map(({ lens, places }) => ({ ...lens, places: [...places.values()] }));
}

type Note = (at: Range, title: Message, places: readonly LensPlace[]) => void;

/** One for every port of a Service, as overlays have the same one again and again. */
function noteListeners(program: Program, file: string, contract: Contract, note: Note): void {
  for (const listener of program.listens) {
    if (listener.file !== file) continue;
    const services = new Map<string, ServiceReach[]>();
    for (const one of reachOf(program, listener, contract).flatMap((reach) => reach.services))
      services.set(withoutMarks(one.name), [...(services.get(withoutMarks(one.name)) ?? []), one]);
    for (const [name, all] of services) {
      const routes = all.flatMap((one) => one.routes);
      const paths = [...new Set(routes.map(({ host, path }) => withoutMarks(`${host ?? ''}${path}`)))];
      const shown = paths.slice(0, MOST_ROUTES).join(', ') + (paths.length > MOST_ROUTES ? ', …' : '');
      const title: Message = paths.length > 0 ? ['Exposed as {0} → {1}', name, shown] : ['Exposed as {0}', name];
      note(listener, title, [
        ...all.map(({ service, start, end }) => ({ file: service.file.file, start, end })),
        ...routes.map(({ object, start, end }) => ({ file: object.file.file, start, end })),
      ]);
    }
  }
}

function noteProbes(
  program: Program,
  file: string,
  { contract, nameOf }: { readonly contract: Contract; readonly nameOf: (container: ContractContainer) => string },
  note: Note,
): void {
  const routes = [...program.routes, ...program.health].filter((one) => one.file === file && one.path !== '');
  for (const route of new Map(routes.map((one) => [`${one.start} ${one.path}`, one])).values()) {
    for (const { container, probe } of probesAsking(program, route.path, contract)) {
      const title = PROBE_WORDS[probe.kind].of(nameOf(container));
      const { start, end } = probe.path ?? probe.at;
      note(route, title, [{ file: container.facts.file, start, end }]);
    }
  }
}
