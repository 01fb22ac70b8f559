import { copyOf } from '../dockerfile/copies.ts';
import { effective } from '../dockerfile/effective.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { ProofPlaces } from './types.ts';
import type { TextFile } from './workload.ts';

/** Lines of a Dockerfile that are responsible for what its image is. */
export function imagePlaces({ path, text }: TextFile): Pick<ProofPlaces, 'finalStage' | 'user'> {
  const own = parseDockerfile(text).stages.at(-1)?.instructions ?? [];
  const lineOf = (offset: number) => ({ file: path, line: text.slice(0, offset).split('\n').length });
  const from = parseDockerfile(text).stages.at(-1);
  const user = effective(own, 'USER');
  return {
    ...(from && { finalStage: lineOf(from.start) }),
    ...(user && { user: lineOf(user.start) }),
  };
}

const INSTALLS = /\b(?:apk (?:-\S+ )*add|apt(?:-get)? (?:-\S+ )*install|(?:microdnf|dnf|yum) (?:-\S+ )*install)\b/;

/** What a Dockerfile puts into its image: the program, what else is copied or installed, and how many layers that makes. */
export function imageParts({ text }: TextFile): {
  readonly ownInstructions: number;
  readonly program: string | undefined;
  readonly copied: readonly string[];
  readonly installs: readonly number[];
} {
  const own = parseDockerfile(text).stages.at(-1)?.instructions ?? [];
  const after = own.filter(({ keyword }) => keyword !== 'FROM');
  const program = effective(own, 'ENTRYPOINT')?.json?.[0]?.value;
  const copied = after.flatMap((one) => {
    const { destination, sources = [] } = copyOf(one) ?? {};
    if (destination === undefined || destination === program) return [];
    return sources.map((source) =>
      destination.endsWith('/') && sources.length > 1 ? destination + source.replace(/^.*\//, '') : destination,
    );
  });
  const installs = after.flatMap(({ keyword, start, end }, index) =>
    keyword === 'RUN' && INSTALLS.test(text.slice(start, end)) ? [index] : [],
  );
  return { ownInstructions: after.length, program, copied: [...new Set(copied)], installs };
}
