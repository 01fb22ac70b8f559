import type { Files } from '../go/files.ts';
import type { GoModule } from '../go/project.ts';
import { BY_SYNTAX, type Settled, type ToolchainAnswer } from '../go/settled.ts';
import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';
import type { AnswerCache } from './answer-cache.ts';
import { fingerprint } from './fingerprint.ts';
import { findGo } from './go-command.ts';
import type { HelperPlace } from './helper-program.ts';
import { settle } from './settle.ts';

export interface ToolchainQuestion {
  /** The go command: an absolute path, or a name on `PATH`. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** The analysed folder, absolute. */
  readonly root: string;
  /** The same folder. */
  readonly files: Files;
  readonly modules: readonly GoModule[];
  readonly cache: AnswerCache;
  /** Null: types are not looked at. */
  readonly helper: HelperPlace | null;
}

/**
 * What the toolchain says of the modules in a folder, from the cache where nothing has changed since. Without one, or where
 * it cannot read them, the answer says why; throws a Problem only where it is called off.
 */
export async function askToolchain(question: ToolchainQuestion, signal: AbortSignal): Promise<ToolchainAnswer> {
  const { program, env, root, files, modules, cache, helper } = question;
  if (modules.length === 0) return BY_SYNTAX;
  try {
    const go = await findGo(program, env, signal);
    // To look at every file takes longer than to ask for packages again.
    const key = helper && (await fingerprint(files, modules, go.version, signal));
    const known = key === null ? null : await cache.get(key);
    if (known) return { settled: known, because: null };
    const { settled, problems } = await settle(go, root, modules, helper, signal);
    const because = firstProblem(problems) ?? missingOf(settled);
    // What is missing may be there the next time.
    if (because === null && key !== null) await cache.put(key, settled);
    return { settled: Object.keys(settled.modules).length === 0 ? null : settled, because };
  } catch (error) {
    if (!(error instanceof Problem) || error.details.kind === 'cancelled') throw error;
    return { settled: null, because: error.details.why ?? error.details.what };
  }
}

function firstProblem(problems: ReadonlyMap<string, Problem>): Message | null {
  const [first] = problems.values();
  return first ? (first.details.why ?? first.details.what) : null;
}

function missingOf({ modules }: Settled): Message | null {
  const programs = Object.values(modules).flatMap(({ programs: own }) => Object.values(own));
  const missing = new Set(programs.flatMap((program) => program.missing));
  const [first, ...others] = missing;
  if (first === undefined) return null;
  return others.length === 0
    ? ['`{0}` cannot be loaded: `go build` says why, `go mod download` fetches what is not on this machine', first]
    : [
        '`{0}` and others ({1}) cannot be loaded: `go build` says why, `go mod download` fetches what is not on this machine',
        first,
        others.length,
      ];
}
