import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Dockerfile, Instruction, Pair } from '../model.ts';
import type { DockerfileRule } from '../subject.ts';
import { readWord } from '../syntax/variable-syntax.ts';
import { endOfWord } from '../syntax/words.ts';

export const noLegacyKeyValue: DockerfileRule = {
  id: 'no-legacy-key-value',
  title: 'Write ENV and LABEL with an equals sign',
  severity: 'warning',
  aliases: ['buildkit:LegacyKeyValueFormat'],
  why: 'In the old form the whole rest of the line is one value: `ENV A=1` and `ENV A 1 B=2` look alike, but the second one sets `A` to `1 B=2`. Docker’s reference advises against it, as it may be removed.',
  exampleOf: 'dockerfile',
  about: ['ENV', 'LABEL'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nENV «MODE production»\nLABEL «title My "own" app»\nUSER 65532',
      good: 'FROM alpine:3.23\nENV MODE=production\nLABEL title=My\\ "own"\\ app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nENV «JAVA_OPTS -Xmx256m -Dhome=$HOME»\nUSER 65532',
      good: 'FROM alpine:3.23\nENV JAVA_OPTS="-Xmx256m -Dhome=$HOME"\nUSER 65532',
      fixed: true,
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const firstStage = dockerfile.stages[0]?.start ?? Infinity;
    for (const instruction of dockerfile.instructions) {
      const { keyword, pairs, start } = instruction;
      const [pair] = pairs;
      if (start < firstStage || (keyword !== 'ENV' && keyword !== 'LABEL') || !pair?.legacy || !pair.value) continue;
      const fix = equalsFix(dockerfile, instruction, pair);
      yield {
        start: pair.key.start,
        end: pair.value.end,
        message: ['`{0}` has no equals sign: the rest of the line is its value', pair.key.text],
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
};

function equalsFix(
  { comments, escape }: Dockerfile,
  { start, end }: Instruction,
  { key, value }: Pair,
): Fix | undefined {
  if (!value || /["'\\`$=]/.test(key.text) || readWord(value.text, escape).problem) return undefined;
  // A comment between the lines would be lost.
  if (comments.some((comment) => comment.inside && comment.start > start && comment.end < end)) return undefined;
  const text = `${key.text}=${oneWord(value.text, escape)}`;
  return {
    title: ['Write `{0}`', text.length > 60 ? `${key.text}=…` : text],
    safe: true,
    edits: [{ start: key.start, end: value.end, text }],
  };
}

/** The same value as one word: in quotes where it has none, else with its blanks escaped. */
function oneWord(text: string, escape: string): string {
  if (endOfWord(text, 0, escape) === text.length) return text;
  if (!/["'\\`]/.test(text)) return `"${text}"`;
  let word = '';
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === escape && quote !== "'") word += character + (text[++index] ?? '');
    else {
      if (quote === '' && /\s/.test(character)) word += escape;
      word += character;
      if (quote === character) quote = '';
      else if (quote === '' && (character === '"' || character === "'")) quote = character;
    }
  }
  return word;
}
