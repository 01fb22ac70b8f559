import type { DockerfileFault } from '../../contract/dockerfile-faults.ts';
import type { Files } from '../../go/files.ts';
import type { GoProject, Place, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { Problem } from '../../words/problem.ts';
import { decide } from '../decision.ts';
import { exists } from '../image/source-layout.ts';
import { objectName } from '../names.ts';
import type { Choices, Decision, DecisionOption } from '../plan-types.ts';
import type { PresentDockerfile } from './dockerfile.ts';
import { type DockerfileChoice, type DockerfileSurroundings, findDockerfile, placesBeside } from './find-dockerfile.ts';
import { type Judged, judgeDockerfile } from './judged.ts';

/**
 * Where the Dockerfile of a program is or will be. One that is there stays as it is where it works; where it does not, what
 * mends it is proposed, or one beside it, and the user may want another of the ways.
 */
export async function chooseDockerfile(
  files: Files,
  project: GoProject,
  program: Program,
  {
    dockerfile: wanted,
    ...surroundings
  }: DockerfileSurroundings & { readonly dockerfile: Choices['dockerfile'] | undefined },
): Promise<DockerfileChoice> {
  const found = await findDockerfile(files, project, program, surroundings);
  const { present } = found;
  if (!present?.builds || !found.run || surroundings.replace) return found;
  const judged = await judgeDockerfile(files, project, program, { ...present, mounts: surroundings.mounts ?? [] });
  const place = found.context === '.' ? await freePlace(files, program) : null;
  const way = wanted ?? proposedWay(judged, place);
  const reasons = judged.faults.map((fault) => reasonOf(fault, present));
  const options = optionsFor(way, judged, place);
  if (way === 'repair') {
    if (judged.mended === null && judged.faults.length > 0) throw cannotMend(present);
    const because: Message = judged.isCertain
      ? ['It is there, and does not work as it is: what mends it is proposed, and nothing changes before you agree']
      : ['It is there, and its image lacks something: what adds it is proposed, and nothing changes before you agree'];
    const text = judged.mended ?? present.dockerfile.text;
    return { ...found, text, reasons, decision: said(present, found.path, because, options) };
  }
  if (way === 'beside' && place !== null) {
    const because: Message = judged.isCertain
      ? ['`{0}` does not work as it is: it stays, and one that works comes beside it', present.path]
      : ['`{0}` stays as it is, and another comes beside it', present.path];
    return { ...found, path: place, present: null, reasons, decision: said(present, place, because, options) };
  }
  if (wanted !== 'keep' && judged.faults.length === 0) return found;
  const decision =
    judged.faults.length > 0
      ? said(
          present,
          found.path,
          judged.isCertain
            ? ['It is there, and does not work as it is: it stays until you change it']
            : [
                'It is there and builds the program, but as it is here something is missing: it stays until you change it',
              ],
          options,
        )
      : found.decision;
  return { ...found, reasons, decision, ...(wanted === 'keep' && { text: present.dockerfile.text }) };
}

type Way = NonNullable<Choices['dockerfile']>;

function proposedWay({ faults, isCertain, mended }: Judged, place: string | null): Way {
  if (mended !== null) return 'repair';
  return isCertain && faults.length > 0 && place !== null ? 'beside' : 'keep';
}

function optionsFor(way: Way, { faults, mended }: Judged, place: string | null): readonly DecisionOption[] {
  if (faults.length === 0) return [];
  const all: readonly (DecisionOption & { readonly is: Way | 'replace'; readonly can: boolean })[] = [
    { is: 'repair', can: mended !== null, label: ['mend what is there'], set: { dockerfile: 'repair' } },
    { is: 'beside', can: place !== null, label: ['another beside it'], set: { dockerfile: 'beside' } },
    { is: 'keep', can: true, label: ['leave it as it is'], set: { dockerfile: 'keep' } },
    { is: 'replace', can: true, label: ['a new one in its place'], set: { replace: true } },
  ];
  return all.filter(({ is, can }) => can && is !== way).map(({ label, set }) => ({ label, ...(set && { set }) }));
}

function said(
  present: PresentDockerfile,
  chosen: string,
  because: Message,
  options: readonly DecisionOption[],
): Decision {
  return decide(['Dockerfile'], chosen, because, { evidence: placeAt(present, 0), alternatives: options });
}

/** The line, and what is wrong with it. */
function reasonOf({ breaks, message, start }: DockerfileFault, present: PresentDockerfile): Decision {
  const { text } = present.dockerfile;
  const [line = ''] = text.slice(text.lastIndexOf('\n', start - 1) + 1).split('\n', 1);
  return decide(WHAT[breaks], line.replace(/\s*\\?\s*$/, '').trim(), message, { evidence: placeAt(present, start) });
}

const WHAT: Readonly<Record<DockerfileFault['breaks'], Message>> = {
  build: ['stops the build'],
  start: ['stops the program'],
  part: ['missing in the image'],
};

function placeAt({ path, dockerfile: { text } }: PresentDockerfile, start: number): Place {
  return { file: path, start, end: start, line: text.slice(0, start).split('\n').length };
}

async function freePlace(files: Files, program: Program): Promise<string | null> {
  for (const place of placesBeside(objectName(program.name))) {
    if ((await exists(files, place)) === null) return place;
  }
  return null;
}

function cannotMend({ path }: PresentDockerfile): Problem {
  return new Problem({
    kind: 'invalid-input',
    what: ['`{0}` cannot be mended by changes of single lines that are known', path],
    next: ['Let another one come beside it, or a new one in its place'],
  });
}
