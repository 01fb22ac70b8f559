import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { isGo } from '../../dockerfile/commands/go-commands.ts';
import { entryAt, joinNames, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import type { GoBuild } from '../../dockerfile/commands/go-builds.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { GoModule, Program } from '../../go/project.ts';
import { programName } from '../../shell/commands.ts';

/**
 * The go.sum without which a build stops, as the program links modules that it must hold the sums of: `go build` writes none,
 * and nor does `go mod download` alone. Undefined: the build does without one, or makes it.
 */
export function demandedSums(
  program: Program,
  { dir, requires, vendor, workspace }: GoModule,
  build: Pick<GoBuild, 'instruction'>,
  dockerfile: Dockerfile,
  stage: Stage,
  list: ListFolder,
): string | undefined {
  const path = joinNames(dir === '.' ? '' : dir, 'go.sum');
  const isLinked = requires.some(({ path: required }) => {
    const module = required.replace(/\/v\d+$/, '');
    return program.libraries.some((library) => library === module || library.startsWith(`${module}/`));
  });
  if (vendor || workspace !== null || !isLinked || entryAt(list, path) !== 'file') return undefined;
  const before = instructionsOf(dockerfile.stages, stage).filter(({ start }) => start <= build.instruction.start);
  const mayMake = before.some((one) => {
    if (one.keyword !== 'RUN') return /\bGO(?:FLAGS|SUMDB|111MODULE|WORK)\b/.test(one.source.text);
    return (
      /\bgo\.sum\b|-mod|\bGO(?:FLAGS|111MODULE)\b/.test(one.source.text) || commandsOf(dockerfile, one).some(makesSums)
    );
  });
  return mayMake ? undefined : path;

  function makesSums(command: ReturnType<typeof commandsOf>[number]): boolean {
    if (!isGo(programName(command))) return !WRITES_NONE.test(programName(command));
    const words = command.words.slice(1).map(({ value }) => value);
    if (/^(?:build|install|test|vet|version|env)$/.test(words[0] ?? '')) return false;
    return !(words[0] === 'mod' && words[1] === 'download' && words.slice(2).every((word) => word.startsWith('-')));
  }
}

/** Programs that write no go.sum. */
const WRITES_NONE =
  /^(?:apk|apt|apt-get|cd|mkdir|echo|printf|rm|export|set|env|chmod|chown|true|ls|cat|update-ca-certificates|adduser|addgroup)$/;
