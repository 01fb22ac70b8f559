import type { FileEntry, Files } from '../go/files.ts';
import type { Program } from '../go/project.ts';
import { decide } from './decision.ts';
import type { Decision } from './plan-types.ts';

/** Where people write down how they build. */
const BUILDS = /^(?:GNUm|[mM])akefile$|^(?:justfile|Taskfile\.ya?ml)$/;

/** `go build -tags "prod,ui" … ./cmd/shop`, on one line or several that are joined. */
const BUILD = /\bgo (?:build|install)\b(?:[^\n\\;&|]|\\\n|\\.)*/g;
const TAGS = /\s--?tags[= ]\s*(?:"([^"\n]*)"|'([^'\n]*)'|(\S+))/;

/** They choose how the same is done; those of static linking are set where they are needed. */
const SAME = new Set(
  'netgo osusergo netcgo timetzdata static static_build musl jsoniter nomsgpack sonic go_json'.split(' '),
);

/**
 * Tags that the repository builds the program with and that are not set: what they switch is read by nobody here, a front
 * end as likely as a driver. Nothing where a variable fills them in.
 */
export async function buildTagDecisions(
  { package: path, name }: Program,
  isOnly: boolean,
  root: readonly FileEntry[],
  files: Files,
): Promise<readonly Decision[]> {
  for (const file of root.filter((entry) => !entry.folder && BUILDS.test(entry.name))) {
    const text = (await files.read(file.name)) ?? '';
    for (const match of text.matchAll(BUILD)) {
      const [line] = match;
      const [, ...written] = TAGS.exec(line) ?? [];
      const tags = written
        .join('')
        .split(/[\s,]+/)
        .filter((tag) => tag !== '' && !SAME.has(tag));
      const isOwn = isOnly || line.split(/[\s"']+/).some((word) => word === path || `./${word}` === path);
      if (tags.length === 0 || !isOwn || tags.some((tag) => tag.includes('$'))) continue;
      const evidence = {
        ...{ file: file.name, line: text.slice(0, match.index).split('\n').length },
        ...{ start: match.index, end: match.index + line.trimEnd().length },
      };
      return [
        decide(
          ['build tags'],
          'none',
          [
            '`{0}` builds `{1}` with `{2}`: add `-tags` to the Dockerfile where the image needs what they switch on',
            file.name,
            name,
            tags.join(','),
          ],
          { evidence },
        ),
      ];
    }
  }
  return [];
}
