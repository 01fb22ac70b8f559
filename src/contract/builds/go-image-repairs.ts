import { expand } from '../../dockerfile/variables/expand.ts';
import { type ImageReference, parseImage } from '../../dockerfile/stages/image.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { globalScope } from '../../dockerfile/variables/variables.ts';
import type { Place } from '../../go/project.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Repair } from '../fault.ts';
import { type GoVersion, goVersion, isOlder, writtenLike } from './go-version.ts';

/** The Go image as new as go.mod wants it: its tag, or the default of the ARG that the tag is made of. None for a digest. */
export function alignImage(
  file: string,
  dockerfile: Dockerfile,
  word: Word,
  { tag, digest }: ImageReference,
  wanted: GoVersion,
): Repair[] {
  if (tag === null || digest !== null) return [];
  if (word.text.endsWith(`:${tag}`) && word.end - word.start === word.text.length) {
    const to = word.text.slice(0, word.text.length - tag.length) + newer(tag, wanted);
    return [{ title: ['Use `{0}`', to], changes: [{ file, edits: [{ start: word.start, end: word.end, text: to }] }] }];
  }
  return alignArgument(file, dockerfile, word, wanted);
}

function alignArgument(file: string, dockerfile: Dockerfile, word: Word, wanted: GoVersion): Repair[] {
  const scope = globalScope(dockerfile);
  for (const variable of scope.variables.values()) {
    const { value } = variable.pair;
    if (!value || variable.value === undefined || value.end - value.start !== value.text.length) continue;
    const text = newer(value.text, wanted);
    const changed = { ...variable, value: newer(variable.value, wanted) };
    const variables = new Map([...scope.variables, [variable.name, changed]]);
    const made = text === value.text ? undefined : expand(word.text, { ...scope, variables }, dockerfile.escape);
    const version = goVersion(parseImage(made ?? '')?.tag ?? '');
    if (!version || isOlder(version, wanted)) continue;
    const edits = [{ start: value.start, end: value.end, text }];
    return [{ title: ['Set `{0}` to `{1}`', variable.name, changed.value], changes: [{ file, edits }] }];
  }
  return [];
}

function newer(text: string, wanted: GoVersion): string {
  return text.replace(/\b1\.\d+(?:\.\d+)?\b/, (present) => writtenLike(present, wanted));
}

/** Only a patch less: what a module needs of a newer minor, or of modules that need it, is another matter. */
export function alignGoMod({ file, start, end }: Place, present: GoVersion, wanted: GoVersion): Repair[] {
  if (present.minor !== wanted.minor || present.patch === null) return [];
  const text = `1.${present.minor}.${present.patch}`;
  return [{ title: ['Ask for go {0} in `{1}`', text, file], changes: [{ file, edits: [{ start, end, text }] }] }];
}
