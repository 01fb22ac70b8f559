import type { Program } from '../../go/project.ts';
import type { Contract, ContractImage } from '../contract.ts';
import type { EffectiveListener } from '../effective-listener.ts';
import type { ImageBuild } from '../image-builds.ts';
import { baseName } from '../image-name.ts';
import { ownArguments, runsProgram } from '../image-run.ts';
import { lazily } from '../lazily.ts';
import { listenersOf } from '../listeners-of.ts';
import { readsOwnConfiguration } from '../own-configuration.ts';
import { callsKnown } from '../run-directly.ts';
import { mayBeSetByCluster } from '../set-by-cluster.ts';
import { isWithin } from '../working-folder.ts';
import type { ComposeService } from './compose-service.ts';

/** A service of a compose file with the program that it runs. */
export interface Composed {
  readonly service: ComposeService;
  readonly image: ContractImage;
  readonly program: Program;
  /** The value of a variable; `undefined` = nothing sets it, `null` = the files do not say. */
  readonly env: (name: string) => string | null | undefined;
  /** The words behind the program's name. */
  readonly args: readonly string[];
  readonly listeners: readonly EffectiveListener[];
}

/** Undefined: what the service runs is not known here. */
export function composed(build: ImageBuild, contract: Contract): Composed | undefined {
  const { service } = build;
  const image = service && !service.isOtherwise ? contract.imageOf(build) : null;
  const program = image?.program;
  // A script before the program may set variables, or start another.
  if (!service || !image || !program || !runsProgram(image.run)) return undefined;
  const args = argumentsOf(service, image);
  // Another of its commands listens and reads something else.
  if (args === undefined || args === null || !callsKnown(args, program)) return undefined;
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
  return { service, image, program, env, args, listeners };
}

/** Undefined: it runs something else; null: the files do not say. */
function argumentsOf({ command }: ComposeService, { run }: ContractImage): readonly string[] | null | undefined {
  if (command === null) return ownArguments(run);
  if (command.some((word) => word.includes('$'))) return null;
  if (run.entrypoint !== null) return [...run.entrypoint.slice(1), ...command];
  const [first, ...rest] = command;
  return baseName(first ?? '') === baseName(run.binary?.value ?? '') ? rest : undefined;
}
