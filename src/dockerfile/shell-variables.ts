import type { Dockerfile, Instruction } from './model.ts';

/** Every build may set them without an ARG. */
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/** The names of variables that ARG and ENV set for the shell of an instruction: asked in the order of the file. */
export function shellVariables({ stages }: Dockerfile): (instruction: Instruction) => ReadonlySet<string> {
  /** By stage, what it has at its end. */
  const atEnd: ReadonlySet<string>[] = [];
  const found = new Map<Instruction, ReadonlySet<string>>();
  for (const { index, base, instructions } of stages) {
    let names: ReadonlySet<string> = (base === null ? undefined : atEnd[base]) ?? new Set(PROXIES);
    for (const instruction of instructions) {
      const { keyword, pairs, inner } = instruction;
      if (keyword === 'ENV' || keyword === 'ARG') names = new Set([...names, ...pairs.map(({ key }) => key.value)]);
      else if (keyword === 'RUN') found.set(instruction, names);
      else if (inner) found.set(inner, names);
    }
    atEnd[index] = names;
  }
  return (instruction) => found.get(instruction) ?? EMPTY;
}

const EMPTY: ReadonlySet<string> = new Set();
