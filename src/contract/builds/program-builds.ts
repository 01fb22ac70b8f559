import { originsOf } from '../../dockerfile/files/copies.ts';
import { type GoBuild, goBuilds, mayWrite } from '../../dockerfile/commands/go-builds.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { GoProject, Program } from '../../go/project.ts';
import { stageHolding } from '../../dockerfile/stages/stages.ts';
import type { Command } from '../../shell/commands.ts';
import type { ContractImage } from '../contract.ts';

/** A `go build` whose binary is the program of an image, and the stage that it runs in. */
export interface ProgramBuild {
  readonly build: GoBuild;
  readonly stage: Stage;
}

/** The builds that make what the image runs; none where it is not certain which they are. */
export function buildsOf({ dockerfile, program }: ContractImage, { programs }: GoProject): ProgramBuild[] {
  const final = dockerfile.stages.at(-1);
  if (!final || !program) return [];
  const found = new Map<number, ProgramBuild>();
  for (const { stage, path } of originsOf(dockerfile, final)) {
    for (const build of goBuilds(dockerfile, stage)) {
      if (mayWrite(build, path)) found.set(build.command.start, { build, stage });
    }
  }
  for (const build of goBuilds(dockerfile, final)) found.set(build.command.start, { build, stage: final });
  const all = [...found.values()];
  const own = all.filter(({ build }) => names(build, program));
  if (own.length > 0 || all.length > 1) return own;
  return all.filter(({ build }) => !programs.some((other) => names(build, other)));
}

/** What builds the program of an image, in the Dockerfile itself or where make or a script does it. */
export function sourceBuildsOf(image: ContractImage, go: GoProject): SourceBuild[] {
  const { dockerfile, program, built } = image;
  const own = buildsOf(image, go).map(({ build: { command, instruction }, stage }) => ({
    command,
    instruction,
    stage,
  }));
  if (own.length > 0 || !program) return own;
  return built.calls.flatMap(({ program: made, command, instruction, isPlain }) => {
    const stage = stageHolding(dockerfile.stages, instruction);
    const isOwn = isPlain && made.package === program.package && made.moduleDir === program.moduleDir;
    return isOwn && stage ? [{ command, instruction, stage }] : [];
  });
}

/** A `go build`, and the RUN that it is a part of. */
export interface SourceBuild {
  readonly command: Command;
  readonly instruction: Instruction;
  readonly stage: Stage;
}

/** By the folder of its package, or its import path; the root's is named by nothing that others would not be. */
function names({ command }: GoBuild, program: Program): boolean {
  const folder = program.package.slice(2);
  if (folder === '') return false;
  return command.words.some(({ value }) => {
    const path = value.replace(/\/(?:main\.go|\.)?$/, '').replace(/^\.\//, '');
    return path === folder || path.endsWith(`/${folder}`);
  });
}

/** Tags that leave it as it is what a program needs of C. */
const PLAIN_TAGS = /^(?:timetzdata|netgo|osusergo|static|static_build|prod|production|release|sqlite_\w+|musl)$/;

/** Built with tags that may link other code than the analysis saw. */
export function hasOwnTags({ command, instruction }: Pick<GoBuild, 'command' | 'instruction'>): boolean {
  const words = command.words.map(({ value }) => value);
  const given = words.flatMap((word, index) => {
    if (/^--?tags=/.test(word)) return [word.slice(word.indexOf('=') + 1)];
    return /^--?tags$/.test(word) ? [words[index + 1] ?? ''] : [];
  });
  if (/GOFLAGS|GOEXPERIMENT/.test(instruction.source.text)) return true;
  return given.some((tags) => tags.split(/[\s,]+/).some((tag) => tag !== '' && !PLAIN_TAGS.test(tag)));
}
