import { randomly } from '../../random.ts';
import { RICH, textMaker } from '../yaml/texts.ts';

/** A text and a caret in it. */
export interface Input {
  readonly text: string;
  readonly offset: number;
}

/** Makes inputs by seed and index: most of them manifests with changes, some two files put together, some characters at random. */
export function inputMaker(seed: number): (index: number) => Input {
  const textAt = textMaker(seed);
  return (index) => {
    const random = randomly(seed ^ 0x5bd1e995, index);
    const text = [() => textAt(index), () => together(textAt(index), random), () => characters(random)][
      index % 16 === 0 ? 2 : index % 4 === 0 ? 1 : 0
    ]?.();
    return { text: text ?? '', offset: random((text ?? '').length + 1) };
  };
}

function together(text: string, random: (below: number) => number): string {
  return text.slice(0, random(text.length + 1)) + RICH.slice(random(RICH.length + 1));
}

function characters(random: (below: number) => number): string {
  const codes = Array.from({ length: random(200) }, () => (random(9) === 0 ? 0xd000 + random(0x2fff) : random(128)));
  return `apiVersion: v1\nkind: Pod\n${String.fromCharCode(...codes)}`;
}
