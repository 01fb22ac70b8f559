import type { Hover, Prose } from '../../lint/editing.ts';
import type { Message } from '../../words/message.ts';
import { copyOf } from '../files/copies.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { code, lineOf } from '../../lint/markdown.ts';
import { stageNames } from './stage-names.ts';

const MOST_LISTED = 5;

/** A stage where it is named: its base, what is copied into it, and who uses it. */
export function hoverStage(dockerfile: Dockerfile, offset: number): Hover | undefined {
  if (dockerfile.stages.length === 0) return undefined;
  for (const [index, { occurrences }] of stageNames(dockerfile).entries()) {
    const at = occurrences.find(({ start, end }) => start <= offset && offset <= end);
    const stage = dockerfile.stages[index];
    if (at && stage)
      return { start: at.start, end: at.end, markdown: describe(dockerfile, stage, occurrences.length - 1) };
  }
  return undefined;
}

function describe({ text, stages }: Dockerfile, stage: Stage, uses: number): Prose {
  const name = stage.name?.value ?? String(stage.index);
  const base = stage.image?.text ?? '';
  const copies = stage.instructions.flatMap((instruction) => copyOf(instruction) ?? []);
  const listed = copies.slice(0, MOST_LISTED).map(({ from, sources, destination }): Message => {
    const paths = [...sources, ''].join(' ').trim();
    return from === undefined
      ? ['- copies {0} to {1}', code(paths), code(destination)]
      : ['- copies {0} of {2} to {1}', code(paths), code(destination), code(from)];
  });
  return [
    stage.base === null
      ? ['**{0}**: stage on the image {1}, line {2}', name, code(base), lineOf(text, stage.start)]
      : [
          '**{0}**: stage on the stage {1}, line {2}',
          name,
          code(stages[stage.base]?.name?.value ?? base),
          lineOf(text, stage.start),
        ],
    ...listed,
    ...(stage.index === stages.length - 1
      ? [['The last stage: what a build makes unless told otherwise.'] satisfies Message]
      : uses === 0
        ? [['No other stage uses it: it is built only when it is asked for with `--target`.'] satisfies Message]
        : []),
  ];
}
