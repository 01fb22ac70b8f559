import type { Dockerfile, Instruction } from '../model.ts';

/** Every build may set them without an ARG. */
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/** The names of variables that ARG and ENV set for the shell of an instruction. */
export function shellVariables(dockerfile: Dockerfile): (instruction: Instruction) => ReadonlySet<string> {
  const found = dockerfile.once(namesByInstruction);
  return (instruction) => found.get(instruction) ?? EMPTY;
}

function namesByInstruction({ stages }: Dockerfile): Map<Instruction, ReadonlySet<string>> {
  /** By stage, what it has at its end. */
  const atEnd: Set<string>[] = [];
  const found = new Map<Instruction, ReadonlySet<string>>();
  for (const { index, base, instructions } of stages) {
    let names = (base === null ? undefined : atEnd[base]) ?? new Set(PROXIES);
    let isGiven = base !== null;
    for (const instruction of instructions) {
      const { keyword, pairs, inner } = instruction;
      if (keyword === 'ENV' || keyword === 'ARG') {
        // A set that an instruction has been given stays as it is.
        if (isGiven) names = new Set(names);
        isGiven = false;
        for (const { key } of pairs) names.add(key.value);
        continue;
      }
      isGiven = true;
      if (keyword === 'RUN') found.set(instruction, names);
      else if (inner) found.set(inner, names);
    }
    atEnd[index] = names;
  }
  return found;
}

const EMPTY: ReadonlySet<string> = new Set();
