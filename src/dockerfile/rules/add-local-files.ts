import type { Report } from '../../lint/rule.ts';
import { rangeOf } from '../../lint/range.ts';
import { isUrl } from '../files/remote-source.ts';
import { expand } from '../variables/expand.ts';
import { everyScoped } from '../variables/scoped-stages.ts';
import type { DockerfileRule } from '../subject.ts';

export const addLocalFiles: DockerfileRule = {
  id: 'add-local-files',
  title: 'Copy plain files with COPY',
  severity: 'warning',
  aliases: ['hadolint:DL3020', 'checkov:CKV_DOCKER_4', 'trivy:DS-0005'],
  why: 'ADD also downloads and unpacks, so a reader cannot tell what it does to a plain file. Archives, URLs and Git repositories are what ADD is for.',
  exampleOf: 'dockerfile',
  about: ['ADD'],
  examples: [
    { bad: 'FROM scratch\n«ADD» app /app\nUSER 65532', good: 'FROM scratch\nCOPY app /app\nUSER 65532', fixed: true },
    {
      bad: 'FROM scratch\n«ADD» --chown=65532 . /src/\nUSER 65532',
      good: 'FROM scratch\nCOPY --chown=65532 . /src/\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM scratch\n«ADD» ["a b", "/a b"]\nUSER 65532',
      good: 'FROM scratch\nADD rootfs.tar.gz /\nADD https://example.com/x /x\nADD git@github.com:moby/buildkit.git#v0.14.1:docs /docs\nUSER 65532',
    },
  ],
  differs: {
    'checkov:CKV_DOCKER_4':
      'Archives that ADD unpacks, URLs and Git repositories are what ADD is for; checkov reports every ADD.',
    'hadolint:DL3020':
      'Git repositories and archives that Docker unpacks today (`.tar.zst`) may be added. What a variable or a pattern stands for is followed where the file decides it, and not judged otherwise.',
    'trivy:DS-0005': 'Every kind of archive that Docker unpacks may be added, not only those with `.tar` in the name.',
  },
  *check({ dockerfile }): Iterable<Report> {
    for (const { instruction, scope } of everyScoped(dockerfile, ({ keyword }) => keyword === 'ADD')) {
      const { keywordRange, flags, heredocs, json, words } = instruction;
      if (heredocs.length > 0) continue;
      if (flags.some(({ name }) => ['checksum', 'keep-git-dir', 'unpack'].includes(name))) continue;
      const sources = (json ?? words).slice(0, -1);
      const plain = sources.filter((word) =>
        isPlain(expand(json ? word.value : word.text, scope, dockerfile.escape) ?? lastName(word.value)),
      );
      if (plain.length === 0) continue;
      const all = (json ?? words).map(({ value }) => value).join(' ');
      yield {
        ...rangeOf(keywordRange),
        aliases: [
          'hadolint:DL3020',
          'checkov:CKV_DOCKER_4',
          ...(/\.tar|https?:\/\/|git@/.test(all) ? [] : ['trivy:DS-0005']),
        ],
        message: ['`ADD` of `{0}` does what `COPY` does', plain.map(({ value }) => value).join(' ')],
        // COPY does not take the others.
        ...(plain.length === sources.length
          ? { fixes: [{ title: ['Use `COPY`'], safe: true, edits: [{ ...rangeOf(keywordRange), text: 'COPY' }] }] }
          : {}),
      };
    }
  },
};

/** What decides of a path whose folders are not known: `$X/app` may be a URL, `bin/$X/app` is a file. */
function lastName(path: string): string | undefined {
  return /^\$|:|@/.test(path) ? undefined : /\/([\w.-]+)$/.exec(path)?.[1];
}

/** Neither remote nor possibly an archive; a pattern, or what is not decided, may be either. */
function isPlain(source: string | undefined): boolean {
  if (source === undefined || isUrl(source) || /^(?:https?|ftp):|[*?[\]]/i.test(source)) return false;
  return !/\.(?:tar|tar\.\w+|tgz|tb2|tbz2?|tlz|tpz|txz|tzst|tZ|gz|bz2|lz|xz|zst|lzma|Z)$/i.test(source);
}
