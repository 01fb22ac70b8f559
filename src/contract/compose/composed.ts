import type { Composed, ComposedWord, Contract, ContractImage } from '../contract.ts';
import { givenBy } from '../ports/effective-listener.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import type { Program } from '../../go/project.ts';
import { programAt } from '../builds/made-image.ts';
import { baseName } from '../images/image-name.ts';
import { behindScript } from '../images/behind-script.ts';
import { ownArguments } from '../images/image-run.ts';
import { behindStarters } from '../images/started-line.ts';
import { lazily } from '../../go/incremental/lazily.ts';
import { listenersOf } from '../ports/listeners-of.ts';
import { readsOwnConfiguration } from '../configuration/own-configuration.ts';
import { callsKnown, isStarter } from '../images/run-directly.ts';
import { programCalled } from '../containers/program-called.ts';
import { mayBeSetByCluster } from '../variables/set-by-cluster.ts';
import { isWithin } from '../images/working-folder.ts';
import type { ComposeService } from './compose-service.ts';

/** Undefined: what the service runs is not known here. */
export function composed(build: ImageBuild, contract: Contract): Composed | undefined {
  const { service } = build;
  const image = service && !service.isOtherwise ? contract.imageOf(build) : null;
  const start = service && image && composedStart(service, image);
  const [first, ...words] = start?.words ?? [];
  // A script before the program may set variables, or start another.
  if (!start || !first || isStarter(first.value)) return undefined;
  const whole = programOf(first.value, image);
  const args = words.map(({ value }) => value);
  const program = whole && programCalled(whole, [args]);
  // Another of its commands listens and reads something else.
  if (!whole || !program || !callsKnown(args, program)) return undefined;
  const { env } = start;
  const isMounted = (path: string) => service.mounts.some((mount) => isWithin(path, mount));
  const mountsNothing = () => service.mounts.length === 0;
  const own = lazily(() => readsOwnConfiguration({ image, program, args, env, isMounted, mountsNothing }, contract));
  const listeners = listenersOf(program, { env, args, readsOwnConfiguration: own });
  const given = (by: string) => givenBy(by, { env, args, readsOwnConfiguration: own });
  return { service, image, program, whole, env, given, args, words, listeners };
}

export interface ComposedStart {
  /** The program and its arguments, behind a script, too. */
  readonly words: readonly ComposedWord[] | undefined;
  readonly env: Composed['env'];
}

export function composedStart(service: ComposeService, image: ContractImage): ComposedStart {
  const { scriptAt } = image;
  const env = environmentOf(service, image);
  const words = composedLine(service, image);
  const scripted =
    words &&
    behindScript<ComposedWord>(words, {
      ...{ scriptAt, env },
      made: (value, { start, end }, { file }) =>
        file.endsWith('.sh') ? { value, at: { file, start, end } } : { value },
    });
  if (!scripted) return { words, env };
  const isMounted = service.mounts.some((mount) => isWithin(scripted.script.path, mount));
  return isMounted ? { words, env: () => null } : { words: scripted.words ?? words, env: scripted.env };
}

/** What a service sets, or its image. */
function environmentOf({ environment, isOpen }: ComposeService, { run }: ContractImage): Composed['env'] {
  return (name) => {
    const own = environment.find((one) => one.name.value === name);
    if (own) return own.value?.value ?? null;
    if (isOpen) return null;
    const inImage = run.env.get(name);
    return inImage === undefined && mayBeSetByCluster(name) ? null : inImage;
  };
}

/** The program that a service starts and its arguments; undefined where the files do not say. */
export function composedLine(service: ComposeService, { run }: ContractImage): readonly ComposedWord[] | undefined {
  const { entrypoint, command } = service;
  const ofImage = (words: readonly { readonly value: string }[]) => words.map(({ value }) => ({ value }));
  if (entrypoint === null && command === null) {
    const args = ownArguments(run);
    return run.binary && args ? [...ofImage([run.binary]), ...args.map((value) => ({ value }))] : undefined;
  }
  const own = [...(entrypoint ?? []), ...(command ?? [])];
  if (own.some(({ value }) => value.includes('$'))) return undefined;
  const written = own.map(({ value, start, end }) => ({ value, at: { start, end } }));
  return behindStarters([...ofImage((entrypoint === null && run.entrypoint) || []), ...written]);
}

/** What lies there in the image, or is what it starts by itself. */
function programOf(word: string, { run, built, program }: ContractImage): Program | null {
  if (program && baseName(word) === baseName(run.binary?.value ?? '')) return program;
  return built.chosenByCall ? null : programAt(word, built);
}
