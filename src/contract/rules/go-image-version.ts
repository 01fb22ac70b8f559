import type { GoModule } from '../../go/project.ts';
import type { Stage } from '../../dockerfile/model.ts';
import { lineage, stageHolding } from '../../dockerfile/stages/stages.ts';
import { type Ask, asksOf, newest } from '../builds/asked-go.ts';
import { isBuiltBelow } from '../builds/build-context.ts';
import type { ContractImage } from '../contract.ts';
import { type Fault, type Side, sideIn } from '../fault.ts';
import { type Build, buildsHere, choosesToolchain, type Golang, golangOf } from '../builds/golang-image.ts';
import { alignGoMod, alignImage } from '../builds/go-image-repairs.ts';
import { type GoVersion, goVersion, isOlder } from '../builds/go-version.ts';
import { goModOf, moduleOf } from '../matching/module-of.ts';
import type { ContractRule } from '../rule.ts';

export const goImageVersion: ContractRule = {
  id: 'go-image-version',
  title: 'Build with a Go that is new enough for go.mod',
  severity: 'error',
  aliases: [],
  why: 'The `go` line of go.mod is the oldest Go that may build the module. The golang images download no other toolchain (GOTOOLCHAIN=local), so the build stops: “go.mod requires go >= 1.26 (running go 1.24)”. The `go` line of a go.work that the build finds counts as much, and so does that of a module which a folder replaces. For the same reason they pass over a `toolchain` line, which is worth a word where the tag keeps to an older release.',
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
    const module = moduleOf(contract.go.modules, image.program ?? image.built.calls[0]?.program ?? null);
    if (!module || contract.go.programs.length === 0 || isBuiltBelow(module.dir, image, contract)) return;
    for (const stage of image.dockerfile.stages) {
      const base = golangOf(image.dockerfile, stage);
      if (!base || choosesToolchain(image.dockerfile, stage)) continue;
      const builds = [...buildsHere(image.dockerfile, stage.index), ...calledBuilds(image, stage)];
      if (builds.length > 0) yield* judged(image, asksOf(module, image, builds, contract), module, stage, base);
    }
  },
};

/** Builds that make or a script runs in the stage, or in one that is based on it. */
function calledBuilds({ dockerfile, built }: ContractImage, { index }: Stage): Build[] {
  return built.calls.flatMap(({ instruction: run }) => {
    const stage = stageHolding(dockerfile.stages, run);
    const isBased = stage && lineage(dockerfile.stages, stage).some((one) => one.index === index);
    return isBased ? [{ stage, run }] : [];
  });
}

function* judged(
  { file, dockerfile }: ContractImage,
  asks: readonly Ask[],
  module: GoModule,
  { image: word }: Stage,
  { reference, image, version }: Golang,
): Iterable<Fault> {
  const mod = goModOf(module);
  const ask = newest(asks);
  const wanted = goVersion(ask?.version ?? '');
  const preferred = goVersion(module.toolchain ?? '');
  if (!word || !ask || !wanted) return;
  const at = { file, start: word.start, end: word.end };
  const isByArgument = word.text !== reference;
  if (isOlder(version, wanted)) {
    // Before 1.21 Go tried all the same, unless it could not read the file.
    const isCertain = version.minor >= 21 || wanted.patch !== null || module.toolchain !== null;
    const { place } = ask;
    const inMod: Side[] = place ? [sideIn(place, ['`{0}` builds with `{1}`, which is older', file, reference])] : [];
    yield {
      sides: [
        { ...at, message: ['`{0}` says go {1}, and `{2}` is older', ask.file, ask.version, reference] },
        ...inMod,
      ],
      // The call of the build may give another.
      ...(isCertain && !isByArgument ? {} : { severity: 'warning' }),
      repairs: [
        ...alignImage(file, dockerfile, word, image, wanted),
        ...(place && !isByArgument ? alignGoMod(place, version, wanted) : []),
      ],
    };
  } else if (preferred && module.places?.toolchain && staysOlder(version, preferred)) {
    // The `go` line says that it will do: the toolchain is what its developers have.
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

/** An open tag, `golang:1.26`, moves on by itself, but never to another minor version. */
function staysOlder(version: GoVersion, preferred: GoVersion): boolean {
  return isOlder(version, preferred) && (version.patch !== null || version.minor < preferred.minor);
}
