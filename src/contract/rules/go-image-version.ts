import type { GoModule } from '../../go/project.ts';
import { expand } from '../../dockerfile/expand.ts';
import { type ImageReference, officialName, parseImage } from '../../dockerfile/image.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { lineage } from '../../dockerfile/stages.ts';
import { globalScope } from '../../dockerfile/variables.ts';
import { isBuiltBelow } from '../build-context.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { type Fault, type Side, sideIn } from '../fault.ts';
import { alignGoMod, alignImage } from '../go-image-repairs.ts';
import { type GoVersion, goVersion, isOlder } from '../go-version.ts';
import { goModOf, moduleOf } from '../module-of.ts';
import type { ContractRule } from '../rule.ts';

export const goImageVersion: ContractRule = {
  id: 'go-image-version',
  title: 'Build with a Go that is new enough for go.mod',
  severity: 'error',
  aliases: [],
  why: 'The `go` line of go.mod is the oldest Go that may build the module. The golang images download no other toolchain (GOTOOLCHAIN=local), so the build stops: “go.mod requires go >= 1.26 (running go 1.24)”. For the same reason they pass over a `toolchain` line, which is worth a word where the tag pins an older patch release.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: 'FROM «golang:1.25-alpine» AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\n',
      good: 'FROM golang:1.26-alpine AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\n',
      fixed: true,
      files: { 'go.mod': 'module example.com/shop\n\ngo 1.26\n', 'main.go': 'package main\n\nfunc main() {}\n' },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const module = moduleOf(contract.go.modules, image.program);
    if (!module || isBuiltBelow(module.dir, image, contract)) return;
    for (const stage of image.dockerfile.stages) {
      const base = golangOf(image.dockerfile, stage);
      if (!base || choosesToolchain(image.dockerfile, stage)) continue;
      if (buildsHere(contract, stage.index, image.dockerfile)) yield* judged(image, module, stage, base);
    }
  },
};

interface Golang {
  readonly reference: string;
  readonly image: ImageReference;
  readonly version: GoVersion;
}

/** The golang image of a stage, from wherever it is pulled, if its tag says a version. */
function golangOf(dockerfile: Dockerfile, { image: word }: Stage): Golang | undefined {
  const reference = word ? expand(word.text, globalScope(dockerfile), dockerfile.escape) : undefined;
  const image = reference === undefined ? undefined : parseImage(reference);
  const isGolang = image && (officialName(image) === 'golang' || /(?:^|\/)library\/golang$/.test(image.repository));
  const version = isGolang ? goVersion(image.tag ?? '') : undefined;
  return reference !== undefined && image && version ? { reference, image, version } : undefined;
}

function* judged(
  { file, dockerfile }: ContractImage,
  module: GoModule,
  { image: word }: Stage,
  { reference, image, version }: Golang,
): Iterable<Fault> {
  const mod = goModOf(module);
  const wanted = goVersion(module.go ?? '');
  const preferred = goVersion(module.toolchain ?? '');
  if (!word || !wanted) return;
  const at = { file, start: word.start, end: word.end };
  const isByArgument = word.text !== reference;
  if (isOlder(version, wanted)) {
    // Before 1.21 Go tried all the same, unless it could not read the file.
    const isCertain = version.minor >= 21 || wanted.patch !== null || module.toolchain !== null;
    const place = module.places?.go;
    const inMod: Side[] = place ? [sideIn(place, ['`{0}` builds with `{1}`, which is older', file, reference])] : [];
    yield {
      sides: [{ ...at, message: ['`{0}` says go {1}, and `{2}` is older', mod, module.go ?? '', reference] }, ...inMod],
      // The call of the build may give another.
      ...(isCertain && !isByArgument ? {} : { severity: 'warning' }),
      repairs: [
        ...alignImage(file, dockerfile, word, image, wanted),
        ...(place && !isByArgument ? alignGoMod(place, version, wanted) : []),
      ],
    };
  } else if (preferred && version.patch !== null && module.places?.toolchain && isOlder(version, preferred)) {
    // An open tag moves on by itself, and the `go` line says that it will do: the toolchain is what its developers have.
    const { start, end } = module.places.toolchain;
    yield {
      sides: [
        {
          ...at,
          message: ['`{0}` asks for {1}, but `{2}` builds with its own', mod, module.toolchain ?? '', reference],
        },
      ],
      severity: 'info',
      related: [{ file: mod, start, end, message: ['asks for this toolchain'] }],
      repairs: alignImage(file, dockerfile, word, image, preferred),
    };
  }
}

/** GOTOOLCHAIN=auto downloads the Go that go.mod asks for. */
function choosesToolchain({ stages }: Dockerfile, stage: Stage): boolean {
  return lineage(stages, stage).some(({ instructions }) =>
    instructions.some(
      ({ keyword, pairs, rest }) =>
        pairs.some(({ key, value }) => key.value === 'GOTOOLCHAIN' && value?.value !== 'local') ||
        (keyword === 'RUN' && /GOTOOLCHAIN=(?!local\b)/.test(rest.text)),
    ),
  );
}

/** Whether the stage, or one that is based on it, builds something of this module rather than a tool by version, or what it fetches. */
function buildsHere({ go }: Contract, index: number, { commands, stages }: Dockerfile): boolean {
  if (go.programs.length === 0) return false;
  return commands.some(({ name, command, stage, run }) => {
    const words = command.words.map(({ value }) => value);
    if (name !== 'go' || !/^(?:build|install|mod|test|vet|run)$/.test(words[1] ?? '')) return false;
    if (stage === null || words.some((word) => /\w@./.test(word))) return false;
    const based = lineage(stages, stage);
    return based.some((one) => one.index === index) && !isFetched(run, based);
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
