import { expand } from '../../dockerfile/variables/expand.ts';
import { type ImageReference, officialName, parseImage } from '../../dockerfile/stages/image.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import { globalScope } from '../../dockerfile/variables/variables.ts';
import { type GoVersion, goVersion, isOlder } from './go-version.ts';

export interface Golang {
  readonly reference: string;
  readonly image: ImageReference;
  readonly version: GoVersion;
}

/** The golang image of a stage, from wherever it is pulled, if its tag says a version; `scope`: the arguments it is built with. */
export function golangOf(
  dockerfile: Dockerfile,
  { image: word }: Stage,
  scope = globalScope(dockerfile),
): Golang | undefined {
  const reference = word ? expand(word.text, scope, dockerfile.escape) : undefined;
  const image = reference === undefined ? undefined : parseImage(reference);
  const isGolang = image && (officialName(image) === 'golang' || /(?:^|\/)library\/golang$/.test(image.repository));
  const version = isGolang ? goVersion(image.tag ?? '') : undefined;
  return reference !== undefined && image && version ? { reference, image, version } : undefined;
}

/** The golang image that builds the module although it is older than its `go` line; undefined where none does. */
export function olderGolang(dockerfile: Dockerfile, go: string): string | undefined {
  const wanted = goVersion(go);
  const older = dockerfile.stages.flatMap((stage) => {
    const base = golangOf(dockerfile, stage);
    const isOld = base && wanted && isOlder(base.version, wanted) && !choosesToolchain(dockerfile, stage);
    return isOld && buildsHere(dockerfile, stage.index).length > 0 ? [base.reference] : [];
  });
  return older[0];
}

/** GOTOOLCHAIN=auto downloads the Go that go.mod asks for. */
export function choosesToolchain({ stages }: Dockerfile, stage: Stage): boolean {
  return lineage(stages, stage).some(({ instructions }) =>
    instructions.some(
      ({ keyword, pairs, rest }) =>
        pairs.some(({ key, value }) => key.value === 'GOTOOLCHAIN' && value?.value !== 'local') ||
        (keyword === 'RUN' && /GOTOOLCHAIN=(?!local\b)/.test(rest.text)),
    ),
  );
}

/** A build of the module, and its stage. */
export interface Build {
  readonly stage: Stage;
  readonly run: Instruction;
}

/** Where the stage, or one that is based on it, builds something of this module rather than a tool by version, or what it fetches. */
export function buildsHere({ commands, stages }: Dockerfile, index: number): Build[] {
  return commands.flatMap(({ name, command, stage, run }) => {
    const words = command.words.map(({ value }) => value);
    if (name !== 'go' || !/^(?:build|install|mod|test|vet|run)$/.test(words[1] ?? '')) return [];
    if (stage === null || words.some((word) => /\w@./.test(word))) return [];
    const based = lineage(stages, stage);
    return based.some((one) => one.index === index) && !isFetched(run, based) ? [{ stage, run }] : [];
  });
}

const FETCHES = /\bgit\s+(?:-\S+\s+)*clone\b|\b(?:curl|wget)\b|\bgo mod init\b/;

/** `mv .go.mod go.mod`: what is copied brings a module of its own. */
const BRINGS_MODULE = /\b(?:mv|cp)\b[^&|;]*\sgo\.mod\b/;

/** The command builds what its stage downloads or makes up, not what was copied there. */
function isFetched(instruction: Instruction, stages: readonly Stage[]): boolean {
  if (/\bgit\b[^&|;]*\bclone\b|\bgo mod init\b/.test(instruction.source.text)) return true;
  const all = stages.flatMap(({ instructions }) => instructions);
  if (all.some(({ keyword, source }) => keyword === 'RUN' && BRINGS_MODULE.test(source.text))) return true;
  const isCopied = all.some(
    ({ keyword, flags, source }) =>
      ((keyword === 'COPY' || keyword === 'ADD') && !flags.some(({ name }) => name === 'from')) ||
      (keyword === 'RUN' && /--mount=\S*\btype=bind/.test(source.text)),
  );
  return !isCopied && all.some(({ keyword, source }) => keyword === 'RUN' && FETCHES.test(source.text));
}
