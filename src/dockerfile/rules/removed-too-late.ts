import { readArguments } from '../../shell/options.ts';
import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';
import { copyOf } from '../files/copies.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { foldersBefore, resolvePath } from '../files/paths.ts';
import { stagesOfImage } from '../stages/stages-of-image.ts';

export const removedTooLate: DockerfileRule = {
  id: 'removed-too-late',
  title: 'Delete files in the layer that makes them',
  severity: 'info',
  aliases: [],
  why: 'Layers only add up: a file that an earlier instruction put into the image stays in it, and can be read from it, though a later RUN deletes it. Download, use and delete in one RUN, or bind files of the build context for one RUN with `--mount=type=bind`.',
  exampleOf: 'dockerfile',
  about: ['rm'],
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
  *check({ dockerfile, file }): Iterable<Report> {
    const calls = dockerfile.commandsByName.get('rm') ?? [];
    if (calls.length === 0) return;
    const kept = stagesOfImage(dockerfile);
    const folders = foldersBefore(dockerfile);
    const makers = makersByStage(dockerfile, folders);
    /** The last RUN that was looked at, and whether it changes its folder. */
    let last: Instruction | undefined;
    let moves = false;
    for (const at of calls) {
      const { stage, run, onbuild } = at;
      if (!stage || onbuild || !kept.has(stage)) continue;
      if (run !== last) moves = at.all.some(({ words }) => words[0]?.value === 'cd');
      last = run;
      for (const word of readArguments(at.command).operands) {
        const path = resolvePath(word.value, moves ? undefined : folders.get(run));
        const maker = path === undefined ? undefined : makers.get(stage)?.get(path);
        if (!maker || maker.start > run.start) continue;
        yield {
          start: word.start,
          end: word.end,
          message: ['`{0}` stays in the layer of an earlier instruction', word.value],
          related: [{ file, start: maker.start, end: maker.end, message: ['This puts it into the image'] }],
        };
      }
    }
  },
};

/** By stage and path the first COPY or ADD that puts a file or folder exactly there. */
function makersByStage(dockerfile: Dockerfile, folders: ReadonlyMap<Instruction, string>) {
  const byStage = new Map<Stage, Map<string, Instruction>>();
  for (const stage of dockerfile.stages) {
    const makers = new Map<string, Instruction>();
    byStage.set(stage, makers);
    for (const instruction of stage.instructions) {
      const copy = copyOf(instruction);
      if (!copy || instruction.heredocs.length > 0) continue;
      const target = resolvePath(copy.destination, folders.get(instruction));
      if (target === undefined) continue;
      const inside = copy.destination.endsWith('/') || copy.sources.length > 1;
      const places = inside ? copy.sources.map((source) => resolvePath(baseName(source), target)) : [];
      for (const place of [target, ...places]) {
        if (place !== undefined && place !== '/' && !makers.has(place)) makers.set(place, instruction);
      }
    }
  }
  return byStage;
}

function baseName(path: string): string {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}
