import type { Range } from '../../lint/rule.ts';

/** Where what stands at an offset of a text stands in the file. */
type OffsetInFile = (offset: number) => number;

/** Of the text of a block scalar, whose lines stand in the file behind an indentation; undefined of any other scalar, and where lines are folded. */
export function blockOffsets(file: string, { start, end }: Range, value: string): OffsetInFile | undefined {
  if (file[start] !== '|' && file[start] !== '>') return undefined;
  const first = file.indexOf('\n', start) + 1;
  if (first === 0) return undefined;
  const starts: { readonly inText: number; readonly inFile: number }[] = [];
  let [inText, inFile] = [0, first];
  for (const line of value.replace(/\n+$/, '').split('\n')) {
    const lineEnd = endOfLine(file, inFile, end);
    const written = file.slice(inFile, lineEnd).replace(/\r$/, '');
    if (!written.endsWith(line)) return undefined;
    starts.push({ inText, inFile: inFile + written.length - line.length });
    inText += line.length + 1;
    inFile = lineEnd + 1;
  }
  return (offset) => {
    const line = starts.findLast((one) => one.inText <= offset) ?? { inText: 0, inFile: first };
    return line.inFile + offset - line.inText;
  };
}

function endOfLine(file: string, from: number, end: number): number {
  const found = file.indexOf('\n', from);
  return found < 0 || found > end ? Math.max(from, end) : found;
}
