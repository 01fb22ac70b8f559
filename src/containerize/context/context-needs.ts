import { copyOf } from '../../dockerfile/files/copies.ts';
import { expand } from '../../dockerfile/variables/expand.ts';
import { isGo, subcommand } from '../../dockerfile/commands/go-commands.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { mountFields, mountValue } from '../../dockerfile/syntax/mount.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import { scopeAt } from '../../dockerfile/variables/variables.ts';
import type { FileEntry, Files } from '../../go/files.ts';
import { dockerfilesOf } from '../present/dockerfiles.ts';
import { programName } from '../../shell/commands.ts';

/** What Dockerfiles of the repository, which stay, take from the build context. */
export interface ContextNeeds {
  /** Paths as they name them, with wildcards; also every word of a command that runs where the whole context is. */
  readonly paths: readonly string[];
  /** Something that is not Go runs where the whole context is, `make` or `npm`: it may want any file. */
  readonly all: boolean;
  readonly tests: boolean;
}

/** Commands that read nothing of the source but what their words name. */
const READS_WHAT_IT_NAMES =
  /^(?:apk|apt|apt-get|yum|dnf|microdnf|mkdir|chmod|chown|echo|printf|cd|set|export|touch|ls|mv|cp|cat|rm|ln|true|test|\[|strip|upx|file|date|uname|env|setcap|ldd|(?:add|del)(?:user|group)|(?:user|group)(?:add|mod|del)|update-ca-certificates|if|then|else|fi|xx-\w+)$/;

/** Of all Dockerfiles that may be built from the root; `replaced` is the one that makes room for the planned one. */
export async function readContextNeeds(
  files: Files,
  root: readonly FileEntry[],
  replaced: string | null,
): Promise<ContextNeeds> {
  const paths = await dockerfilesOf(files, root);
  const texts = paths.filter((path) => path !== replaced).map(async (path) => (await files.read(path)) ?? '');
  const needs = (await Promise.all(texts)).map((text) => contextNeeds(parseDockerfile(text)));
  return {
    paths: needs.flatMap((one) => one.paths),
    all: needs.some(({ all }) => all),
    tests: needs.some(({ tests }) => tests),
  };
}

function contextNeeds(dockerfile: Dockerfile): ContextNeeds {
  const paths: string[] = [];
  let all = false;
  let tests = false;
  for (const stage of dockerfile.stages) {
    // Where the whole context lies, whatever runs after may read any of it.
    let whole = lineage(dockerfile.stages, stage).some(
      (base) => base !== stage && base.instructions.some((one) => sources(dockerfile, base, one).some(isWhole)),
    );
    for (const instruction of stage.instructions) {
      const named = sources(dockerfile, stage, instruction);
      paths.push(...named.filter((path) => !isWhole(path)));
      whole ||= named.some(isWhole);
      if (instruction.keyword !== 'RUN' || !whole) continue;
      for (const command of commandsOf(dockerfile, instruction)) {
        const [, ...words] = command.words.map(({ value }) => value);
        const name = programName(command);
        all ||= !isGo(name) && !READS_WHAT_IT_NAMES.test(name);
        if (!isGo(name)) paths.push(...words.filter((word) => !word.startsWith('/')));
        else tests ||= subcommand(command) === 'test';
      }
    }
  }
  return { paths: paths.map(fromRoot).filter((path) => path !== '' && path !== '.'), all, tests };
}

/** What an instruction takes from the context; the whole, where a variable that only the build knows decides. */
function sources(dockerfile: Dockerfile, stage: Stage, instruction: Instruction): readonly string[] {
  const copy = copyOf(instruction);
  const written =
    copy && copy.from === undefined ? copy.sources : instruction.flags.map(mountFields).flatMap(boundSource);
  if (written.length === 0) return written;
  const scope = scopeAt(dockerfile, stage, instruction.start);
  return written.filter((path) => !/^(?:https?|git|ssh):/.test(path)).map((path) => expand(path, scope) ?? '.');
}

function boundSource(fields: ReturnType<typeof mountFields>): readonly string[] {
  if (fields.length === 0 || (mountValue(fields, 'type') ?? 'bind') !== 'bind' || mountValue(fields, 'from')) return [];
  return [mountValue(fields, 'source') ?? '.'];
}

function isWhole(path: string): boolean {
  return /^\.?\/?\*?\/?$/.test(path);
}

function fromRoot(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}
