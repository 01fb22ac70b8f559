import type { Report } from '../../lint/rule.ts';
import type { WordNode } from '../model.ts';
import { nodeRule } from '../rule.ts';

export const variableAsFormat = nodeRule(
  {
    id: 'variable-as-format',
    title: 'Give printf a format of your own',
    severity: 'info',
    aliases: ['shellcheck:SC2059'],
    why: 'Per cent signs and backslashes in a value are read as part of the format: `printf "$text"` prints something else, or fails, as soon as the value holds one. `printf "%s" "$text"` prints it as it is.',
    exampleOf: 'shell',
    nodes: ['simple'],
    when: ({ words }) => words[0]?.text === 'printf',
    examples: [
      { bad: 'printf «"$TEXT"»', good: 'printf "%s" "$TEXT"' },
      { bad: 'printf «"$A\\n"» b', good: 'printf "%s $A" b; printf \'%s\\n\' "$TEXT"; printf text' },
    ],
  },
  function* ({ words }): Iterable<Report> {
    const [name, first, second] = words;
    const format = first?.value === '--' ? second : first;
    if (name?.value !== 'printf' || !format || format.value.startsWith('-v')) return;
    // With a directive of its own the rest is most likely meant.
    if (!holdsValue(format) || /%[-+ #0-9.*]*[a-zA-Z]/.test(literalText(format))) return;
    yield { start: format.start, end: format.end, message: ['A value is the format of `printf`'] };
  },
);

function holdsValue({ parts }: WordNode): boolean {
  return parts.some((part) => {
    const inner = part.kind === 'double-quoted' ? part.parts : [part];
    return inner.some(({ kind }) => kind === 'expansion' || kind === 'command-substitution');
  });
}

function literalText({ parts }: WordNode): string {
  return parts
    .flatMap((part) => (part.kind === 'double-quoted' ? part.parts : [part]))
    .map((part) => (part.kind === 'literal' || part.kind === 'single-quoted' ? part.value : ' '))
    .join('');
}
