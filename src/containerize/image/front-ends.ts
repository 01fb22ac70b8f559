import type { Files } from '../../go/files.ts';
import type { FrontEnd } from '../../go/made-first.ts';
import type { Program } from '../../go/project.ts';
import { baseName } from './base-names.ts';
import { copyWords } from './dockerfile-words.ts';
import { frontEndLines, frontEndStage, lockFile } from './front-end-stage.ts';
import { packageNeeds } from './package-json.ts';
import { isInside, joinPath } from '../paths.ts';
import type { Choices } from '../plan-types.ts';

export interface PlannedFrontEnd {
  readonly facts: FrontEnd;
  readonly name: string;
  /** Paragraphs of the stage that builds it. */
  readonly stage: readonly string[][];
  /** What brings its output to the Go build, where the program embeds it. */
  readonly embedded: readonly string[];
  /** Its output, relative to the analysed folder. */
  readonly output: string;
}

/** The stages that build what the program embeds or serves and the repository does not have. */
export async function planFrontEnds(
  { frontEnds, runtimeFiles }: Program,
  files: Files,
  source: string,
  choices: Choices,
): Promise<PlannedFrontEnd[]> {
  return Promise.all(
    frontEnds.map(async (facts, index) => {
      const name = frontEndStage(index);
      const output = joinPath('.', facts.output) ?? facts.output;
      const lock = joinPath(facts.folder, lockFile(facts.manager)) ?? lockFile(facts.manager);
      const needs = { lockText: await files.read(lock), ...(await packageNeeds(files, facts.folder)) };
      const isServed = runtimeFiles.some(({ path, source: from = path }) => from !== null && isInside(from, output));
      return {
        facts,
        name,
        output,
        stage: frontEndLines(facts, index, source, needs, (image) => baseName(choices.images?.node ?? image, choices)),
        embedded: isServed ? [] : [`COPY --from=${name} ${copyWords([`${source}/${output}`], `${source}/${output}/`)}`],
      };
    }),
  );
}
