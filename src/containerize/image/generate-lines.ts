import { relativeTo } from '../../go/paths.ts';
import type { Program } from '../../go/project.ts';
import { decide } from '../decision.ts';
import { shellWord } from './dockerfile-words.ts';
import type { Decision } from '../plan-types.ts';

/** The commands that make the Go code which a repository leaves to `go generate`: of each package only the lines that do. */
export function generateCommands({ generated = [], moduleDir }: Program): string[] {
  const commands = generated.flatMap(({ folder, command }) => {
    const inModule = relativeTo(moduleDir, folder);
    if (inModule === null) return [];
    const pattern = command.replace(/[.+*?^${}()|[\]\\]/g, '\\$&');
    return [`go generate -run ${shellWord(pattern)} ${shellWord(inModule === '.' ? '.' : `./${inModule}`)}`];
  });
  return [...new Set(commands)];
}

/** What a build needs that the repository does not have: made by the build itself, or by who calls it. */
export function generateDecisions({ generated = [], absentEmbeds = [] }: Program): Decision[] {
  return [
    ...generated.map((one) =>
      decide(
        ['generated code'],
        one.path,
        ['The repository leaves it to `go generate`, so the build runs that first'],
        {
          evidence: one,
        },
      ),
    ),
    ...absentEmbeds.map((one) =>
      decide(
        ['embedded files'],
        one.path,
        ['The program embeds it and the repository does not have it: make it before the image is built'],
        { evidence: one },
      ),
    ),
  ];
}
