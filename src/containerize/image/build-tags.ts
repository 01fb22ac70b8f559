import type { FileEntry, Files } from '../../go/files.ts';
import type { Place, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { Choices, Decision, Label } from '../plan-types.ts';

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
  const tags = written?.tags ?? [];
  const effect = effectOf(tags, program);
  const list = tags.join(',');
  const chosen = choices.tags ?? (effect === 'other' ? list : '');
  if (!written && chosen === '') return { tags: [], decisions: [] };
  const others = [...new Set([list, ''])].filter((one) => one !== chosen);
  const decision = decide(
    ['build tags'],
    labelOf(chosen),
    written && choices.tags === undefined ? because(written, effect, program) : ['You chose it'],
    {
      evidence: written?.evidence,
      alternatives: others.map((one) => ({ label: labelOf(one), set: { tags: one } })),
    },
  );
  return { tags: chosen === '' ? [] : chosen.split(','), decisions: [decision] };
}

function labelOf(tags: string): Label {
  return tags === '' ? ['none'] : tags;
}

/** What tags switch: files of the program's own, C libraries that other modules are linked with, or other modules alone. */
type Effect = 'own' | 'c' | 'other';

function effectOf(tags: readonly string[], { buildTags = [] }: Program): Effect {
  if (tags.some((tag) => buildTags.includes(tag))) return 'own';
  return tags.some((tag) => LINKS.test(tag)) ? 'c' : 'other';
}

function because({ tags, evidence: { file } }: WrittenTags, effect: Effect, { name }: Program): Message {
  const list = tags.join(',');
  if (effect === 'own')
    return [
      '`{0}` builds `{1}` with `{2}`, which switches files of its own: this plan was read without them',
      file,
      name,
      list,
    ];
  if (effect === 'c')
    return ['`{0}` builds `{1}` with `{2}`, which may need C libraries of the system', file, name, list];
  return ['`{0}` builds `{1}` with them, and they change other modules only', file, name];
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
