import type { Completion } from '../../lint/editing.ts';
import { INSTRUCTIONS } from '../syntax/instructions.ts';
import type { Dockerfile, Instruction } from '../model.ts';

/** Instructions, in the case that is typed, or else that the file is written in. */
export function completeKeyword(
  dockerfile: Dockerfile,
  instruction: Instruction | undefined,
  offset: number,
): Completion[] {
  const { text } = dockerfile;
  let start = offset;
  while (start > 0 && !/\s/.test(text[start - 1] as string)) start--;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (!instruction && text.slice(lineStart, start).replace('\uFEFF', '').trim() !== '') return [];
  const end = instruction ? Math.max(offset, instruction.keywordRange.end) : offset;
  return keywordItems(
    { start, end },
    isLower(dockerfile, text.slice(start, offset)),
    Boolean(instruction?.words.length),
  );
}

/** What may stand behind ONBUILD. */
export function completeTrigger(dockerfile: Dockerfile, replace: { start: number; end: number }): Completion[] {
  const typed = dockerfile.text.slice(replace.start, replace.end);
  const items = keywordItems(replace, isLower(dockerfile, typed), false);
  return items.filter(({ label }) => !['FROM', 'ONBUILD', 'MAINTAINER'].includes(label.toUpperCase()));
}

function keywordItems(replace: { start: number; end: number }, lower: boolean, bare: boolean): Completion[] {
  return Object.entries(INSTRUCTIONS)
    .sort(([a], [b]) => Number(a === 'MAINTAINER') - Number(b === 'MAINTAINER'))
    .map(([name, { about, snippet }]): Completion => {
      const keyword = lower ? name.toLowerCase() : name;
      const shared = { label: keyword, kind: 'keyword', markdown: [about], replace } as const;
      // Before arguments that are there already only the keyword changes.
      return bare
        ? { ...shared, insert: keyword }
        : { ...shared, insert: `${keyword} ${snippet}`.trimEnd(), snippet: true };
    });
}

function isLower({ text, instructions }: Dockerfile, typed: string): boolean {
  if (/^[a-z]/.test(typed)) return true;
  if (typed !== '') return false;
  const written = instructions.map(({ keywordRange: { start, end } }) => text.slice(start, end));
  return written.filter((one) => one === one.toLowerCase()).length * 2 > written.length;
}
