import { at, entries, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Program } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractContainer, ContractImage } from '../contract.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { balancerChecks } from './balancer-checks.ts';
import { outerRoutes } from './outer-routes.ts';
import { imagesRunning } from './images-running.ts';
import { mentionOf, sourceMention } from './mention-of.ts';
import { scrapersOf } from './scrapers.ts';
import { pathAt, pathEndAt, placesOf, sharesSource } from './source-places.ts';
import { handlers } from './substitutions.ts';
import { collectMentions, type Thing } from './thing.ts';
import { throughCharts } from './through-charts.ts';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
/** Annotations that say what a load balancer of a cloud asks. */
const BALANCERS = /(?:healthcheck-path|health-probe-request-path)$/;
const HOOKS = ['postStart', 'preStop'];

/** A path that programs serve, with the probes and scrapers that ask for it. */
export function routeThing(path: string, start: readonly Program[], contract: Contract): Thing {
  return throughCharts(start, contract, (programs, one) => routeIn(path, programs, one));
}

function routeIn(path: string, start: readonly Program[], contract: Contract): Thing {
  const { workspace, go } = contract;
  const mentions = collectMentions();
  const doubts: Message[] = [];
  const programs = new Set<Program>();
  for (const program of start) addProgram(program);
  return { kind: 'route', name: path, programs: [...programs], mentions: mentions.sorted(), doubts };

  function addProgram(program: Program): void {
    const served = placesOf(program, path);
    if (served.length === 0 || programs.has(program)) return;
    programs.add(program);
    const written = served.map((place) => {
      const range = pathAt(place, path, contract) ?? pathEndAt(place, path, contract);
      mentions.add(sourceMention(place, range));
      return range ?? place;
    });
    for (const other of go.programs) {
      if (programs.has(other)) continue;
      if (sharesSource(written, placesOf(other, path), (one) => pathAt(one, path, contract))) addProgram(other);
    }
    for (const image of imagesRunning(program, contract)) addHealthchecks(image);
    for (const container of contract.containersOf(program)) addContainer(container, program);
    for (const build of contract.builds) if (contract.composedOf(build)?.whole === program) addCompose(build);
  }

  function addCompose({ file, service }: ImageBuild): void {
    for (const { value, start, end } of service?.healthcheck ?? []) {
      const asked = pathsIn(value).find((one) => value.slice(one.start, one.end) === path);
      const quote = (end - start - value.length) / 2;
      if (!asked || (quote !== 0 && quote !== 1)) continue;
      mentions.add({ file, start: start + quote + asked.start, end: start + quote + asked.end, role: 'use' });
    }
  }

  /** What balancers ask, and the paths that lead to it: where those lead to others, too, nobody knows which are meant. */
  function addOuter({ facts }: ContractContainer, { routes }: Program): void {
    const leadsToMore = routes.some((one) => one.path !== path && one.path.startsWith(path));
    for (const service of workspace.selecting('Service', facts.object).objects) {
      addBalancer(service);
      for (const { object, path: asked } of balancerChecks(service, workspace))
        if (asked && textAt(asked) === path) mentions.add(mentionOf(object.file.file, object.file.text, asked, 'use'));
      for (const { object, reference } of path === '/' ? [] : workspace.referrers(service)) {
        addBalancer(object);
        const { file } = object.file;
        for (const { path: outer, isKept, start, end } of outerRoutes(object, reference)) {
          if (!isKept || outer !== path) continue;
          const field: Field = { kind: 'scalar', value: path, start, end };
          const mention = mentionOf(file, object.file.text, field, 'use');
          mentions.add(leadsToMore ? { ...mention, unsure: true } : mention);
        }
      }
    }
  }

  function addBalancer({ file, manifest }: Located): void {
    for (const { key, value } of entries(at(manifest.root, 'metadata', 'annotations'))) {
      if (BALANCERS.test(key) && textAt(value) === path) mentions.add(mentionOf(file.file, file.text, value, 'use'));
    }
  }

  function addContainer(container: ContractContainer, program: Program): void {
    addOuter(container, program);
    const { file } = container.facts.object;
    const { field } = container.facts.container;
    const note = (one: Field | undefined) => {
      if (one?.kind === 'scalar' && one.value === path) mentions.add(mentionOf(file.file, file.text, one, 'use'));
    };
    for (const { start, end } of handlers(field)) addAddresses(file.file, file.text, start, end);
    for (const probe of PROBES) note(at(field, probe, 'httpGet', 'path'));
    for (const hook of HOOKS) note(at(field, 'lifecycle', hook, 'httpGet', 'path'));
    for (const { object, path: asked } of scrapersOf(container, workspace)) {
      const { file: scraped, manifest } = object;
      if (asked && textAt(asked) === path) mentions.add(mentionOf(scraped.file, scraped.text, asked, 'use'));
      if (!asked && path === '/metrics')
        doubts.push(['{0} `{1}` asks for `/metrics` without saying so', manifest.kind, manifest.name]);
    }
  }

  function addHealthchecks({ file, dockerfile }: ContractImage): void {
    for (const { keyword, start: from, end } of dockerfile.instructions) {
      if (keyword !== 'HEALTHCHECK') continue;
      addAddresses(file, dockerfile.text, from, end);
    }
  }

  function addAddresses(file: string, text: string, from: number, until: number): void {
    for (const { start: first, end: last } of pathsIn(text.slice(from, until))) {
      if (text.slice(from + first, from + last) === path)
        mentions.add({ file, start: from + first, end: from + last, role: 'use' });
    }
  }
}

/** The paths of addresses in a text. */
function pathsIn(text: string): Range[] {
  return [...text.matchAll(/https?:\/\/[^/\s"']+(\/[^\s"'?#|;&<>)]*)/dg)].map(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0];
    return { start, end };
  });
}
