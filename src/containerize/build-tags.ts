import type { FileEntry, Files } from '../go/files.ts';
import type { Place, Program } from '../go/project.ts';
import { decide } from './decision.ts';
import type { Choices, Decision } from './plan-types.ts';

/** Where people write down how they build. */
const BUILDS = /^(?:GNUm|[mM])akefile$|^(?:justfile|Taskfile\.ya?ml)$/;

/** `go build -tags "prod,ui" … ./cmd/shop`, on one line or several that are joined. */
const BUILD = /\bgo (?:build|install)\b(?:[^\n\\;&|]|\\\n|\\.)*/g;
const TAGS = /\s--?tags[= ]\s*(?:"([^"\n]*)"|'([^'\n]*)'|(\S+))/;

/** They choose how the same is done; those of static linking are set where they are needed. */
const SAME = new Set(
  'netgo osusergo netcgo timetzdata static static_build musl jsoniter nomsgpack sonic go_json'.split(' '),
);

/** With these, other modules are linked with C libraries of the system. */
const LINKS = /^(?:lib|pkcs11|gpgme|seccomp|selinux|apparmor|systemd|journald|sqlcipher|pcap|vips|magick)/;

export interface BuildTags {
  readonly tags: readonly string[];
  readonly decisions: readonly Decision[];
}

/**
 * The tags to build a program with: those that the repository sets, where they change other modules alone (a driver, an
 * extension of SQLite). What a tag switches in the program's own files nobody has read: the user chooses it.
 */
export async function planBuildTags(
  program: Program,
  isOnly: boolean,
  root: readonly FileEntry[],
  files: Files,
  choices: Choices,
): Promise<BuildTags> {
  const written = await writtenTags(program, isOnly, root, files);
  const { buildTags = [], name } = program;
  const tags = written?.tags ?? [];
  const isOwn = tags.some((tag) => buildTags.includes(tag));
  const proposed = isOwn || tags.some((tag) => LINKS.test(tag)) ? '' : tags.join(',');
  const chosen = choices.tags ?? proposed;
  if (!written && chosen === '') return { tags: [], decisions: [] };
  const list = tags.join(',');
  const others = [...new Set([list, ''])].filter((one) => one !== chosen);
  const file = written?.evidence.file ?? '';
  const decision = decide(
    ['build tags'],
    chosen === '' ? 'none' : chosen,
    choices.tags !== undefined
      ? ['You chose it']
      : isOwn
        ? [
            '`{0}` builds `{1}` with `{2}`, which switches files of its own: this plan was read without them',
            file,
            name,
            list,
          ]
        : proposed === ''
          ? ['`{0}` builds `{1}` with `{2}`, which may need C libraries of the system', file, name, list]
          : ['`{0}` builds `{1}` with them, and they change other modules only', file, name],
    {
      evidence: written?.evidence,
      alternatives: others.map((one) => ({ label: one === '' ? 'none' : one, set: { tags: one } })),
    },
  );
  return { tags: chosen === '' ? [] : chosen.split(','), decisions: [decision] };
}

interface WrittenTags {
  readonly tags: readonly string[];
  readonly evidence: Place;
}

/** Null where none are written, or where a variable fills them in. */
async function writtenTags(
  { package: path }: Program,
  isOnly: boolean,
  root: readonly FileEntry[],
  files: Files,
): Promise<WrittenTags | null> {
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
      if (tags.length === 0 || !isOwn || !tags.every((tag) => /^[\w.]+$/.test(tag))) continue;
      const number = text.slice(0, match.index).split('\n').length;
      const end = match.index + line.trimEnd().length;
      return { tags, evidence: { file: file.name, line: number, start: match.index, end } };
    }
  }
  return null;
}
