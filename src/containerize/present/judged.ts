import { type DockerfileFault, dockerfileFaults } from '../../contract/dockerfile-faults.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import type { Files } from '../../go/files.ts';
import type { GoProject, Program } from '../../go/project.ts';
import { applyEdits } from '../../lint/fix.ts';
import { isServersClient } from '../storage/file-stores.ts';
import { absentSources } from './absent-sources.ts';
import { type KnownFiles, withKnownFiles } from './known-files.ts';

/** A Dockerfile that is there, as it is and as it may be. */
export interface Judged {
  readonly faults: readonly DockerfileFault[];
  /** What was found fails whatever is put into the folder before the build. */
  readonly isCertain: boolean;
  /** The text with which none of it is left; null: no change of single lines that is known does that. */
  readonly mended: string | null;
}

/** Mending one may show another. */
const MOST_ROUNDS = 4;

/** `mounts`: paths that the workload that runs it brings, so that its image need not have what lies there. */
interface Present {
  readonly path: string;
  readonly dockerfile: Dockerfile;
  readonly mounts: readonly string[];
}

/** Whether a Dockerfile of the repository makes an image of the program that works, and what would mend it. */
export async function judgeDockerfile(
  files: Files,
  go: GoProject,
  program: Program,
  { path, dockerfile, mounts }: Present,
): Promise<Judged> {
  const judged = await withKnownFiles(files, (known) => {
    const certain = certainFaults(dockerfile, known);
    const faults = withoutRepeats([...certain, ...absentSources(path, dockerfile, known)]);
    const isCertain = certain.some(({ breaks }) => breaks !== 'part');
    return { faults, isCertain, mended: mend(dockerfile.text, faults, (one) => faultsOf(one, known)) };
  });
  return judged ?? { faults: [], isCertain: false, mended: null };

  function certainFaults(one: Dockerfile, known: KnownFiles): readonly DockerfileFault[] {
    const found = dockerfileFaults({ go, program, file: path, dockerfile: one, ...known }).map(weighed);
    return mounts.length === 0 ? found : found.filter(({ breaks }) => breaks !== 'part');
  }

  /** A database in the program may be one of several that it is told to use: without it the others still work. */
  function weighed(fault: DockerfileFault): DockerfileFault {
    const isOneOfSeveral = fault.rule === 'cgo-enabled' && program.libraries.some(isServersClient);
    return isOneOfSeveral ? { ...fault, breaks: 'part' } : fault;
  }

  function faultsOf(one: Dockerfile, known: KnownFiles): readonly DockerfileFault[] {
    return [...certainFaults(one, known), ...absentSources(path, one, known)];
  }
}

/** Where a rule says more of a line, others need not say it again. */
function withoutRepeats(faults: readonly DockerfileFault[]): readonly DockerfileFault[] {
  return faults
    .filter(({ start }, index) => faults.findIndex((one) => one.start === start) === index)
    .sort((a, b) => a.start - b.start);
}

function mend(
  text: string,
  faults: readonly DockerfileFault[],
  faultsOf: (dockerfile: Dockerfile) => readonly DockerfileFault[],
): string | null {
  let [now, left] = [text, faults];
  for (let round = 0; round < MOST_ROUNDS && left.length > 0; round++) {
    const edits = left.flatMap((fault) => fault.edits ?? []);
    if (left.some((fault) => fault.edits === null)) return null;
    now = applyEdits(now, edits);
    left = faultsOf(parseDockerfile(now));
  }
  return left.length === 0 && faults.length > 0 ? now : null;
}
