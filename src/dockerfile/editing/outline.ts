import type { OutlineItem } from '../../lint/editing.ts';
import type { Dockerfile, Instruction } from '../model.ts';

/** Stages with their instructions; what stands before the first FROM comes first. */
export function outlineDockerfile({ instructions, stages }: Dockerfile): OutlineItem[] {
  const firstFrom = stages[0]?.from.start ?? Infinity;
  const before = instructions.filter(({ start }) => start < firstFrom).map(item);
  return [
    ...before,
    ...stages.map(({ start, end, name, image, index, from, instructions: own }): OutlineItem => ({
      start,
      end,
      name: name?.value ?? `stage ${index}`,
      detail: image?.value ?? '',
      kind: 'stage',
      selection: name ?? from.keywordRange,
      children: own.map(item),
    })),
  ];
}

function item({ start, end, keyword, rest, keywordRange }: Instruction): OutlineItem {
  const detail = rest.text.replaceAll(/\s+/g, ' ').slice(0, 80);
  return { start, end, name: keyword, detail, kind: 'instruction', selection: keywordRange };
}
