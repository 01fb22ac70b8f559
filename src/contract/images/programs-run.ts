import type { Program } from '../../go/project.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { isOnlyFile } from '../compose/only-file.ts';
import type { Related } from '../../lint/rule.ts';
import { everyContract } from '../containers/every-container.ts';
import { programCalled } from '../containers/program-called.ts';
import type { Composed, Contract, ContractContainer, ContractImage } from '../contract.ts';
import { ownArguments } from './image-run.ts';

/** A program that an image must hold everything for. */
export interface ProgramRun {
  /** By the command that is called, as far as that is known. */
  readonly program: Program;
  /** Those that call it; none where only the image itself does. */
  readonly containers: readonly ContractContainer[];
  /** The service of a compose file that does, where no container is known to. */
  readonly build?: ImageBuild;
  /** It is the one that the image starts by itself. */
  readonly isOwn: boolean;
  /** It does all that is known of it: nobody has to ask which of its commands is called. */
  readonly isCertain: boolean;
}

/** What runs in an image: its own program, by itself and in its containers, and what other containers start in its place. */
export function programsRun(image: ContractImage, contract: Contract): readonly ProgramRun[] {
  const { program: own } = image;
  if (!own && isLeftToBuilds(image, contract)) return [];
  const containers = everyContract(contract).flatMap((one) => one.containersOfImage(image));
  const runs = new Map<Program, ProgramRun>();
  const add = (program: Program, whole: Program, container?: ContractContainer) =>
    runs.set(program, {
      program,
      containers: [...(runs.get(program)?.containers ?? []), ...(container ? [container] : [])],
      isOwn: whole === own,
      isCertain: isCertain({ program, whole }),
    });
  const args = ownArguments(image.run);
  if (own) add(programCalled(own, args && [args]), own);
  for (const container of containers) {
    if (container.program && container.whole) add(container.program, container.whole, container);
  }
  // As a whole it does what no container calls.
  const isTold = [...runs.values()].some(({ program, isOwn }) => isOwn && program !== own);
  return [...runs.values()].filter(({ program }) => !isTold || program !== own);
}

/** The same, and what services of compose start in its place that mount nothing into it. */
export function programsStarted(image: ContractImage, contract: Contract): readonly ProgramRun[] {
  const runs = programsRun(image, contract);
  const isKnown = (whole: Program) => whole === image.program || runs.some(({ program }) => program === whole);
  const isClosed = ({ file, service }: ImageBuild) => service?.mounts.length === 0 && isOnlyFile(file, contract);
  const services = contract.builds.filter((build) => contract.imageOf(build) === image && isClosed(build));
  const started = services.flatMap((build): ProgramRun[] => {
    const run = contract.composedOf(build);
    if (!run || isKnown(run.whole)) return [];
    return [{ program: run.program, containers: [], build, isOwn: false, isCertain: isCertain(run) }];
  });
  return [...runs, ...started];
}

function isCertain({ program, whole }: Pick<Composed, 'program' | 'whole'>): boolean {
  return program !== whole || whole.hasCommands !== true;
}

/** Its builds choose the program, and each of them is an image of its own. */
function isLeftToBuilds({ file, dockerfile }: ContractImage, contract: Contract): boolean {
  return contract.at(file).images.some((one) => one.dockerfile === dockerfile && one.program !== null);
}

/** Which container or service lets an image run a program that is not its own. */
export function startedBy(
  { program, containers, build, isOwn }: ProgramRun,
  image: ContractImage,
  contract: Contract,
): readonly Related[] {
  if (build?.service) {
    const { start, end, name } = build.service;
    return [{ file: build.file, start, end, message: ['service `{0}` starts `{1}` here', name, program.name] }];
  }
  const [first] = isOwn ? [] : containers;
  if (!first) return [];
  const { file, at, workload } = first.facts;
  const chart = contract.charts.find((one) => one.contract.containersOfImage(image).includes(first));
  const place = chart?.placeOf(file, at) ?? { file, start: at.start, end: at.end };
  return [
    { ...place, message: ['{0} `{1}` starts `{2}` here', workload.kind, workload.name, first.program?.name ?? ''] },
  ];
}
