import type { GoModule } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import { expand } from '../../dockerfile/expand.ts';
import { officialName, parseImage } from '../../dockerfile/image.ts';
import { globalScope } from '../../dockerfile/variables.ts';
import type { Contract, ContractImage } from '../contract.ts';
import type { Fault, Repair } from '../fault.ts';
import type { ContractRule } from '../rule.ts';

export const goImageVersion: ContractRule = {
  id: 'go-image-version',
  title: 'Build with a Go that is new enough for go.mod',
  severity: 'error',
  aliases: [],
  why: 'The `go` line of go.mod is the oldest Go that may build the module. The golang images download no other toolchain (GOTOOLCHAIN=local), so the build stops: “go.mod requires go >= 1.26 (running go 1.24)”.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: 'FROM «golang:1.25-alpine» AS build\nCOPY . .\nRUN go build -o /shop .\n',
      good: 'FROM golang:1.26-alpine AS build\nCOPY . .\nRUN go build -o /shop .\n',
      fixed: true,
      files: { 'go.mod': 'module example.com/shop\n\ngo 1.26\n', 'main.go': 'package main\n\nfunc main() {}\n' },
    },
  ],
  about: 'image',
  check: tooOld,
};

function* tooOld({ file, dockerfile, program }: ContractImage, contract: Contract): Iterable<Fault> {
  const module = moduleOf(contract.go.modules, program?.moduleDir);
  const wanted = module && versionOf(module.go ?? '');
  if (!module || !wanted) return;
  const globals = globalScope(dockerfile);
  for (const stage of dockerfile.stages) {
    const reference = stage.image && expand(stage.image.text, globals, dockerfile.escape);
    const image = reference ? parseImage(reference) : undefined;
    const present = image && officialName(image) === 'golang' ? versionOf(image.tag ?? '') : undefined;
    if (!stage.image || !image || !present || !isOlder(present, wanted)) continue;
    if (choosesToolchain(stage.instructions) || !buildsHere(contract, stage.index, dockerfile)) continue;
    const { start, end, text } = stage.image;
    const message = ['`{0}` says go {1}, and `{2}` is older', goMod(module), module.go ?? '', reference ?? ''] as const;
    const isPlain = text === reference && image.digest === null;
    yield {
      sides: [{ file, start, end, message }],
      related: [{ file: goMod(module), start: 0, end: 0, message: ['asks for go {0}', module.go ?? ''] }],
      ...(isPlain ? { repairs: [repair({ file, start, end }, text, image.tag ?? '', wanted)] } : {}),
    };
  }
}

/** The program's module; without one the only module there is. */
function moduleOf(modules: readonly GoModule[], dir: string | undefined): GoModule | undefined {
  return dir === undefined ? (modules.length === 1 ? modules[0] : undefined) : modules.find((one) => one.dir === dir);
}

function goMod({ dir }: GoModule): string {
  return dir === '.' ? 'go.mod' : `${dir}/go.mod`;
}

/** Minor and patch; the patch is null where the tag leaves it open (the newest is meant) or go.mod names none. */
type Version = { readonly minor: number; readonly patch: number | null };

function versionOf(text: string): Version | undefined {
  const [, minor, patch] = /^1\.(\d{1,3})(?:\.(\d+))?(?:$|-)/.exec(text) ?? [];
  return minor === undefined ? undefined : { minor: Number(minor), patch: patch === undefined ? null : Number(patch) };
}

function isOlder(present: Version, wanted: Version): boolean {
  if (present.minor !== wanted.minor) return present.minor < wanted.minor;
  return present.patch !== null && present.patch < (wanted.patch ?? 0);
}

/** GOTOOLCHAIN=auto downloads the Go that go.mod asks for. */
function choosesToolchain(instructions: Contract['images'][number]['dockerfile']['instructions']): boolean {
  return instructions.some(
    ({ keyword, pairs, rest }) =>
      pairs.some(({ key }) => key.value === 'GOTOOLCHAIN') || (keyword === 'RUN' && rest.text.includes('GOTOOLCHAIN')),
  );
}

/** Whether the stage, or one that is based on it, builds something of this module rather than a tool by version. */
function buildsHere({ go }: Contract, index: number, { commands, stages }: ContractImage['dockerfile']): boolean {
  if (go.programs.length === 0) return false;
  return commands.some(({ name, command, stage }) => {
    const words = command.words.map(({ value }) => value);
    const based = stage !== null && (stage.index === index || basesOf(stages, stage.index).includes(index));
    return (
      based &&
      name === 'go' &&
      /^(?:build|install|mod|test|vet|run)$/.test(words[1] ?? '') &&
      !words.some((word) => /\w@\w/.test(word))
    );
  });
}

function basesOf(stages: ContractImage['dockerfile']['stages'], index: number): number[] {
  const bases: number[] = [];
  for (let base = stages[index]?.base ?? null; base !== null; base = stages[base]?.base ?? null) bases.push(base);
  return bases;
}

function repair(
  { file, start, end }: Range & { readonly file: string },
  text: string,
  tag: string,
  { minor, patch }: Version,
): Repair {
  const version = patch === null || !/^1\.\d+\.\d+/.test(tag) ? `1.${minor}` : `1.${minor}.${patch}`;
  const to = text.slice(0, text.length - tag.length) + tag.replace(/^1\.\d+(?:\.\d+)?/, version);
  return { title: ['Use `{0}`', to], changes: [{ file, edits: [{ start, end, text: to }] }] };
}
