import type { Composed, ComposedWord, Contract, ContractImage } from '../contract.ts';
import { givenBy } from '../ports/effective-listener.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { baseName } from '../images/image-name.ts';
import { ownArguments, runsProgram } from '../images/image-run.ts';
import { lazily } from '../../go/incremental/lazily.ts';
import { listenersOf } from '../ports/listeners-of.ts';
import { readsOwnConfiguration } from '../configuration/own-configuration.ts';
import { callsKnown } from '../images/run-directly.ts';
import { programCalled } from '../containers/program-called.ts';
import { mayBeSetByCluster } from '../variables/set-by-cluster.ts';
import { isWithin } from '../images/working-folder.ts';
import type { ComposeService } from './compose-service.ts';

/** Undefined: what the service runs is not known here. */
export function composed(build: ImageBuild, contract: Contract): Composed | undefined {
  const { service } = build;
  const image = service && !service.isOtherwise ? contract.imageOf(build) : null;
  const whole = image?.program;
  // A script before the program may set variables, or start another.
  if (!service || !image || !whole || !runsProgram(image.run)) return undefined;
  const words = wordsOf(service, image);
  const args = words?.map(({ value }) => value);
  const program = args && programCalled(whole, [args]);
  // Another of its commands listens and reads something else.
  if (!words || !args || !program || !callsKnown(args, program)) return undefined;
  const env = (name: string) => {
    const own = service.environment.find((one) => one.name.value === name);
    if (own) return own.value?.value ?? null;
    if (service.isOpen) return null;
    const inImage = image.run.env.get(name);
    return inImage === undefined && mayBeSetByCluster(name) ? null : inImage;
  };
  const isMounted = (path: string) => service.mounts.some((mount) => isWithin(path, mount));
  const own = lazily(() => readsOwnConfiguration({ image, program, args, env, isMounted }, contract));
  const listeners = listenersOf(program, { env, args, readsOwnConfiguration: own });
  const given = (by: string) => givenBy(by, { env, args, readsOwnConfiguration: own });
  return { service, image, program, whole, env, given, args, words, listeners };
}

/** Undefined: it runs something else, or the files do not say. */
function wordsOf({ command }: ComposeService, { run }: ContractImage): readonly ComposedWord[] | undefined {
  const ofImage = (words: readonly string[]) => words.map((value) => ({ value }));
  if (command === null) {
    const args = ownArguments(run);
    return args ? ofImage(args) : undefined;
  }
  if (command.some(({ value }) => value.includes('$'))) return undefined;
  const own = command.map(({ value, start, end }) => ({ value, at: { start, end } }));
  if (run.entrypoint !== null) return [...ofImage(run.entrypoint.slice(1).map(({ value }) => value)), ...own];
  const [first, ...rest] = own;
  return baseName(first?.value ?? '') === baseName(run.binary?.value ?? '') ? rest : undefined;
}
