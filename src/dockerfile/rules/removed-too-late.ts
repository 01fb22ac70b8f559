import { readArguments } from '../../shell/options.ts';
import { commandRule } from '../command-rule.ts';
import { copyOf } from '../copies.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { folderAt, resolvePath } from '../paths.ts';
import { lineage } from '../stages.ts';

export const removedTooLate = commandRule(
  {
    id: 'removed-too-late',
    title: 'Delete files in the layer that makes them',
    severity: 'info',
    aliases: [],
    why: 'Layers only add up: a file that an earlier instruction put into the image stays in it, and can be read from it, though a later RUN deletes it. Download, use and delete in one RUN, or bind files of the build context for one RUN with `--mount=type=bind`.',
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: 'FROM debian:12\nCOPY app.deb /tmp/\nRUN dpkg -i /tmp/app.deb && rm «/tmp/app.deb»\nUSER 65532',
        good: 'FROM debian:12\nRUN --mount=type=bind,source=app.deb,target=/tmp/app.deb dpkg -i /tmp/app.deb\nUSER 65532',
      },
      {
        bad: 'FROM debian:12\nWORKDIR /src\nCOPY . .\nRUN make install\nRUN rm -rf «/src»\nUSER 65532',
        good: 'FROM debian:12 AS build\nWORKDIR /src\nCOPY . .\nRUN make && rm -rf /src\nFROM debian:12\nCOPY --from=build /out /\nUSER 65532',
      },
    ],
    programs: ['rm'],
  },
  function* (at, { dockerfile, file }) {
    const { stage, run } = at;
    const last = dockerfile.stages.at(-1);
    if (!stage || !last || at.onbuild || !lineage(dockerfile.stages, last).includes(stage)) return;
    const places = at.all.some(({ words }) => words[0]?.value === 'cd')
      ? undefined
      : folderAt(dockerfile, stage, run.start);
    for (const word of readArguments(at.command).operands) {
      const path = resolvePath(word.value, places);
      const maker = path === undefined ? undefined : makerOf(dockerfile, stage, run, path);
      if (!maker) continue;
      const { start, end } = maker;
      yield {
        start: word.start,
        end: word.end,
        message: ['`{0}` stays in the layer of an earlier instruction', word.value],
        related: [{ file, start, end, message: ['This puts it into the image'] }],
      };
    }
  },
);

/** The COPY or ADD before `run` that puts a file or folder exactly there. */
function makerOf(dockerfile: Dockerfile, stage: Stage, run: Instruction, path: string): Instruction | undefined {
  return stage.instructions.find((instruction) => {
    const copy = instruction.start < run.start ? copyOf(instruction) : undefined;
    if (!copy || instruction.heredocs.length > 0) return false;
    const target = resolvePath(copy.destination, folderAt(dockerfile, stage, instruction.start));
    if (target === undefined || target === '/') return false;
    const inside = copy.destination.endsWith('/') || copy.sources.length > 1;
    return path === target || (inside && copy.sources.some((source) => `${target}/${baseName(source)}` === path));
  });
}

function baseName(path: string): string {
  return path.slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1);
}
