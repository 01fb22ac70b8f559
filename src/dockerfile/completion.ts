import type { Completion } from '../lint/editing.ts';
import type { Range } from '../lint/rule.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { Dockerfile, Instruction } from './model.ts';
import { scopeFor } from './variables.ts';

const SWITCHES = new Set(['link', 'parents', 'unpack', 'keep-git-dir']);
/** Variables that the build sets; a stage has to name them in an ARG. */
const PLATFORM = ['BUILD', 'TARGET'].flatMap((side) =>
  ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].map((fact) => side + fact),
);

/** What may be typed at an offset: instructions, flags, stages after FROM and `--from=`, variables after `$`. */
export function completeDockerfile(dockerfile: Dockerfile, offset: number): Completion[] {
  const { text } = dockerfile;
  if (dockerfile.comments.some(({ start, end }) => start < offset && offset <= end)) return [];
  const outer = instructionAt(dockerfile, offset);
  const inner = outer?.inner && offset >= outer.inner.start ? outer.inner : outer;
  const from = startOfWord(text, offset);
  const typed = text.slice(from, offset);
  const replace = { start: from, end: offset };
  if (inner?.heredocs.some(({ content }) => content.start <= offset && offset <= content.end)) return [];
  if (!inner || offset <= inner.keywordRange.end) return keywords(replace, inner, text);

  const dollar = /\$\{?\w*$/.exec(typed);
  if (dollar) return variables(scopeFor(dockerfile, inner), text, { start: from + dollar.index, end: offset });
  const reference = /^--from=|^--mount=(?:.*,)?from=/.exec(typed);
  if (reference) return stages(dockerfile, { start: from + reference[0].length, end: offset });
  const info = INSTRUCTIONS[inner.keyword];
  const beforeArguments = offset <= (inner.words[0]?.start ?? offset);
  if (typed.startsWith('-') && (beforeArguments || inner.words[0]?.text === typed)) {
    return Object.entries(info?.flags ?? {}).map(([name, about]) => ({
      label: `--${name}`,
      kind: 'property',
      markdown: about,
      insert: SWITCHES.has(name) ? `--${name}` : `--${name}=`,
      replace,
    }));
  }
  if (inner.keyword === 'FROM' && offset <= (inner.words[0]?.end ?? offset)) return stages(dockerfile, replace);
  return [];
}

function instructionAt({ instructions, text }: Dockerfile, offset: number): Instruction | undefined {
  const last = instructions.findLast(({ start }) => start <= offset);
  // Behind the end, but on its line: the next argument is typed there.
  return last && (offset <= last.end || /^[ \t]*$/.test(text.slice(last.end, offset))) ? last : undefined;
}

function keywords(replace: Range, instruction: Instruction | undefined, text: string): Completion[] {
  const lineStart = text.lastIndexOf('\n', replace.start - 1) + 1;
  if (!instruction && text.slice(lineStart, replace.start).trim() !== '') return [];
  const lower = /^[a-z]/.test(text.slice(replace.start, replace.end));
  const end = instruction ? Math.max(replace.end, instruction.keywordRange.end) : replace.end;
  return Object.entries(INSTRUCTIONS).map(([name, { about, snippet }]): Completion => {
    const keyword = lower ? name.toLowerCase() : name;
    const shared = {
      label: keyword,
      kind: 'keyword',
      markdown: about,
      replace: { start: replace.start, end },
    } as const;
    if (instruction?.words.length) return { ...shared, insert: keyword };
    return { ...shared, insert: `${keyword} ${snippet}`.trimEnd(), snippet: true };
  });
}

function variables(
  { variables: inScope, global }: ReturnType<typeof scopeFor>,
  text: string,
  replace: Range,
): Completion[] {
  const known = [...inScope.values()].map(({ name, kind, value }): Completion => ({
    label: name,
    kind: 'variable',
    detail: value === undefined ? kind : `${kind} = ${value}`,
    insert: `\${${name}}`,
    replace: closed(text, replace),
  }));
  const platform = global
    ? PLATFORM.filter((name) => !inScope.has(name)).map((name): Completion => ({
        label: name,
        kind: 'variable',
        insert: `\${${name}}`,
        replace: closed(text, replace),
      }))
    : [];
  return [...known, ...platform];
}

/** With the closing brace that is there already. */
function closed(text: string, { start, end }: Range): Range {
  return { start, end: text[start + 1] === '{' && text[end] === '}' ? end + 1 : end };
}

function stages(dockerfile: Dockerfile, replace: Range): Completion[] {
  return dockerfile.stages.flatMap(({ name, image, end }) =>
    name === null || end >= replace.start
      ? []
      : [{ label: name.value, kind: 'reference', detail: image?.text ?? '', insert: name.value, replace } as const],
  );
}

function startOfWord(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/\s/.test(text[start - 1] as string)) start--;
  return start;
}
